/** A microversion such as `2.49`: two integers, kept as text so that 2.7 and 2.70 stay apart. */
export type Microversion = string & { readonly brand: 'Microversion' }

/** Both ends belong to the range; a missing end is open. */
export interface MicroversionRange {
  readonly min?: Microversion
  readonly max?: Microversion
}

/** Thrown for a text that is no microversion. */
export class MicroversionSyntaxError extends Error {
  override readonly name = 'MicroversionSyntaxError'
  readonly text: string

  constructor(text: string) {
    super(`"${text}" is no microversion: expected two integers such as 2.49`)
    this.text = text
  }
}

const SYNTAX = /^(0|[1-9]\d*)\.(0|[1-9]\d*)$/

/** True for a text such as `2.49`; false for `2`, `2.01`, `2.1.1`, `latest`. */
export function isMicroversion(text: string): text is Microversion {
  return SYNTAX.test(text)
}

/** Parses a text such as `2.49`. Throws {@link MicroversionSyntaxError}. */
export function microversion(text: string): Microversion {
  if (!isMicroversion(text)) throw new MicroversionSyntaxError(text)
  return text
}

type Integers = readonly [major: number, minor: number]

/** Parsed versions: the same few hundred are compared very often. It is bounded, as a cloud may name others. */
const known = new Map<Microversion, Integers>()
const MOST_KNOWN = 10_000

function integers(version: Microversion): Integers {
  const before = known.get(version)
  if (before !== undefined) return before
  const [major = '', minor = ''] = version.split('.')
  const both: Integers = [Number(major), Number(minor)]
  if (known.size < MOST_KNOWN) known.set(version, both)
  return both
}

/** Orders by major, then minor number: negative when `a` is the older one. */
export function compareMicroversions(a: Microversion, b: Microversion): number {
  const [majorA, minorA] = integers(a)
  const [majorB, minorB] = integers(b)
  return majorA - majorB || minorA - minorB
}

export function isWithin(version: Microversion, range: MicroversionRange): boolean {
  return (
    (range.min === undefined || compareMicroversions(version, range.min) >= 0) &&
    (range.max === undefined || compareMicroversions(version, range.max) <= 0)
  )
}

/** The versions that are in both ranges, or undefined when there are none. */
export function intersect(
  a: MicroversionRange,
  b: MicroversionRange,
): MicroversionRange | undefined {
  const min = latestOf(a.min, b.min)
  const max = earliestOf(a.max, b.max)
  if (min !== undefined && max !== undefined && compareMicroversions(min, max) > 0) return undefined
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
}

/** The version just below, within the same major number; undefined below `x.0`. */
export function previousMicroversion(version: Microversion): Microversion | undefined {
  const [major, minor] = integers(version)
  return minor === 0 ? undefined : microversion(`${major}.${minor - 1}`)
}

export function nextMicroversion(version: Microversion): Microversion {
  const [major, minor] = integers(version)
  return microversion(`${major}.${minor + 1}`)
}

/** A range as a text for messages: `2.1–2.48`, `2.49+` or `all`. */
export function formatRange({ min, max }: MicroversionRange): string {
  if (min === undefined) return max === undefined ? 'all' : `up to ${max}`
  return max === undefined ? `${min}+` : min === max ? min : `${min}–${max}`
}

function latestOf(a?: Microversion, b?: Microversion): Microversion | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return compareMicroversions(a, b) >= 0 ? a : b
}

function earliestOf(a?: Microversion, b?: Microversion): Microversion | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return compareMicroversions(a, b) <= 0 ? a : b
}
