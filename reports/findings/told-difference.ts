import { anyItem } from './abstracted.ts'
import type { FindingRule } from './cause.ts'
import { kindOfValue } from './kind-of-value.ts'

/** Parses the message of a broken promise, as `fixtures/core/client` writes it. */
export interface ToldDifference {
  readonly place: string
  readonly rule: FindingRule
  readonly found: string
}

const AT_POINTER = /(\/[^\s,]+|the body) should be (.+?) and is (.+?)(?: \(in attempt .*)?$/su
const STATUSES = /(?:should answer|expected) (\d{3})(?: and answered|, got) (\d{3})/

/** The place where a value is not the promised one; undefined for a message without a place. */
export function toldDifference(message: string): ToldDifference | undefined {
  const [, at, expected, got] = AT_POINTER.exec(message) ?? []
  if (at === undefined || expected === undefined || got === undefined) return undefined
  const place = at === 'the body' ? 'body' : anyItem(at)
  if (expected === 'missing') return { place, rule: 'undocumented', found: 'there' }
  const found = kindOfValue(got)
  return { place, rule: found === 'missing' ? 'missing' : 'wrong-value', found }
}

/** The promised status and the one that came. */
export interface ToldStatuses {
  readonly expected: number
  readonly got: number
}

/** The statuses that a message compares; undefined for a message about something else. */
export function toldStatuses(message: string): ToldStatuses | undefined {
  const [, expected, got] = STATUSES.exec(message) ?? []
  return expected === undefined ? undefined : { expected: Number(expected), got: Number(got) }
}
