import type { SeenIn } from './seen-causes.ts'

/**
 * Causes that are seen in the very same answers of one operation, such as two fields of a body that
 * are both missing: each is named by the key of the first.
 */
export function together(causes: ReadonlyMap<string, SeenIn>): ReadonlyMap<string, string> {
  const first = new Map<string, string>()
  return new Map(
    [...causes].map(([key, { cause, exchanges }]) => {
      if (exchanges.size === 0) return [key, key]
      const answers = JSON.stringify([cause.subject, ...exchanges])
      const leader = first.get(answers) ?? key
      first.set(answers, leader)
      return [key, leader]
    }),
  )
}
