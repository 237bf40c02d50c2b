/** Fields that tell how far a server, volume or attachment has come. */
const STATES: ReadonlySet<string> = new Set(['status', 'OS-EXT-STS:task_state', 'attach_status'])

/** Whether two answers show things in the same states, and lists of the same length. */
export function sameState(recorded: unknown, present: unknown): boolean {
  return statesIn(recorded).join() === statesIn(present).join()
}

function statesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const found = Array.isArray(value) ? [`${value.length} items`] : []
  for (const [key, member] of Object.entries(value)) {
    if (STATES.has(key)) found.push(`${key}=${String(member)}`)
    found.push(...statesIn(member))
  }
  return found
}
