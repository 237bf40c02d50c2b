import { isWithin, type Microversion } from '../../src/openapi/microversion.ts'

interface Ends {
  readonly min?: Microversion | undefined
  readonly max?: Microversion | undefined
}

/** Whether something with these ends is there at a microversion, or at all where there are none. */
export function isThere(at: Microversion | undefined, { min, max }: Ends): boolean {
  if (at === undefined) return true
  return isWithin(at, { ...(min !== undefined && { min }), ...(max !== undefined && { max }) })
}
