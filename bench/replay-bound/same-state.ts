/** The fields with the state of a server, volume or attachment. */
const STATES: ReadonlySet<string> = new Set(['status', 'OS-EXT-STS:task_state', 'attach_status'])

/**
 * Whether two answers show the same states. `ids` are pairs of a recorded id and its translation: both
 * answers must have it, or neither. Other ids may differ, as others may use the same server.
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
