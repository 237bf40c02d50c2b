import { isJsonObject } from '../openapi/json.ts'

/**
 * Where and in which way what came is not what was promised, for those who group failures. `exchange` is
 * the id of the exchange whose answer shows it, or that has not done what it answered.
 */
export type Shortfall = { readonly exchange?: string } & (
  | { readonly kind: 'status'; readonly expected: number; readonly got: number }
  | ({ readonly kind: 'value' } & WrongValue)
  /** Wrong in a way that has no one place, in words. */
  | { readonly kind: 'content'; readonly found: string }
  /** A change that was not made, in words. */
  | { readonly kind: 'effect'; readonly found: string }
)

/** A value that is not the promised one. */
export interface WrongValue {
  /** JSON pointer, `body`, or `header <name>`. */
  readonly place: string
  readonly rule: 'missing' | 'undocumented' | 'wrong-value'
  /** What is there instead, without the value itself: its kind, or how it is wrong. */
  readonly found: string
}

/** The kind of a value, which is the same in all cases that have met the same fault. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  if (isJsonObject(value)) return 'object'
  return typeof value === 'string' ? 'text' : typeof value
}
