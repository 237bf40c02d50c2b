import type { Contract, Evidence, OperationId } from '../../src/openapi/contract.ts'
import { canonicalJson } from '../../src/openapi/json.ts'
import { intersect, type MicroversionRange } from '../../src/openapi/microversion.ts'
import type { Difference } from '../compare/difference.ts'
import { compareReleases } from '../facts/kept-facts.ts'
import type { ComparedRelease } from './releases.ts'

/** Whether evidence is about a release: within its first and last one, and what it is in was read. */
export function isAbout(
  { from, to, in: voice }: Evidence,
  { release, schemas }: ComparedRelease,
): boolean {
  if (!schemas && (voice === 'schema' || voice === 'code')) return false
  return (
    (from === undefined || compareReleases(release, from) >= 0) &&
    (to === undefined || compareReleases(release, to) <= 0)
  )
}

/** Whether a difference is what evidence says, at one of its places and for one of its operations. */
export function matches(
  evidence: Evidence,
  difference: Difference,
  contract: Contract,
  release: ComparedRelease,
): boolean {
  const { operation, in: voice, differs, at, theirs, range } = difference
  return (
    evidence.in === voice &&
    evidence.differs === differs &&
    evidence.at.some((place) => isAt(place, at)) &&
    (operation === undefined || evidence.operations.includes(operation)) &&
    canonicalJson(evidence.theirs) === canonicalJson(theirs) &&
    canonicalJson(range) === canonicalJson(rangeOf(evidence, operation, contract, release, range))
  )
}

/** Whether a name is that of a place; `*` stands for one part. */
export function isAt(place: string, name: string): boolean {
  if (!place.includes('*')) return place === name
  const parts = place.split('.')
  const named = name.split('.')
  return (
    parts.length === named.length &&
    parts.every((part, index) => part === '*' || part === named[index])
  )
}

/**
 * The microversions at which evidence has to be seen: its own or those of the operation, as far as the
 * release has them. A difference that is not about microversions has none.
 */
function rangeOf(
  { range }: Evidence,
  operation: OperationId | undefined,
  contract: Contract,
  { newest }: ComparedRelease,
  seen: Difference['range'],
): MicroversionRange | undefined {
  if (seen === undefined)
    return range.min === undefined && range.max === undefined ? undefined : range
  const whole = contract.operations.find(({ id }) => id === operation)?.range
  const covered = contract.range
  const min = range.min ?? whole?.min ?? covered?.min
  const max = range.max ?? whole?.max ?? covered?.max
  const claimed = { ...(min && { min }), ...(max && { max }) }
  return intersect(claimed, newest === undefined ? {} : { max: newest })
}

/** Whether a release has any of the microversions that evidence is about. */
export function isReached({ range }: Evidence, { newest }: ComparedRelease): boolean {
  return newest === undefined || intersect(range, { max: newest }) !== undefined
}
