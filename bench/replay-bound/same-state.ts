/** Fields that tell how far a server, volume or attachment has come. */
const STATES: ReadonlySet<string> = new Set(['status', 'OS-EXT-STS:task_state', 'attach_status'])

/**
 * Whether two answers show things in the same states, and both or neither have each of the ids
 * that matter, which are given as they were and as they are. Others may share a server meanwhile.
 */
export function sameState(
  recorded: unknown,
  present: unknown,
  ids: Iterable<readonly [was: string, is: string]>,
): boolean {
  if (statesIn(recorded).join() !== statesIn(present).join()) return false
  const [before, now] = [JSON.stringify(recorded) ?? '', JSON.stringify(present) ?? '']
  for (const [was, is] of ids) if (before.includes(was) !== now.includes(is)) return false
  return true
}

function statesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    STATES.has(key) ? [`${key}=${String(member)}`] : statesIn(member),
  )
}
