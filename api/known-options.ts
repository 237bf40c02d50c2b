import { UsageError } from './errors/usage-error.ts'

/** The names of all fields of an options object. */
export type Names<Options> = Readonly<Record<keyof Options, true>>

/**
 * Refuses an option that `caller` does not have: JavaScript has no types that would tell, and what is misspelt would
 * be ignored. Throws UsageError.
 */
export function refuseUnknownOptions<Options extends object>(
  caller: string,
  given: Options,
  known: Names<Options>,
): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name))
  if (unknown === undefined) return
  const names = Object.keys(known).join(', ')
  throw new UsageError(`${caller}: ${unknown} is no option: expected one of ${names}`)
}
