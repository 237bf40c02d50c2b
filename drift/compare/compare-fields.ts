import type { Contract, OperationId } from '../../src/openapi/contract.ts'
import { isJsonObject } from '../../src/openapi/json.ts'
import { examplesOf } from '../contract/examples-of.ts'
import type { NamedSampleFact } from '../facts/facts.ts'

/** Fields of either side that the other one does not have. */
export interface OwnFields {
  readonly ours: readonly string[]
  readonly theirs: readonly string[]
}

/** The fields that only a sample or only an example that stands for it has; undefined where they have the same. */
export function ownFields(
  contract: Contract,
  operation: OperationId,
  { file, direction, shape }: NamedSampleFact,
): OwnFields | undefined {
  const example = examplesOf(contract, operation).find(
    (one) => one.direction === direction && one.samples.some((name) => file.endsWith(`/${name}`)),
  )
  if (example === undefined) return undefined
  const [own, foreign] = [fieldsOf(example.value), fieldsOf(shape)]
  const ours = [...own].filter((name) => !foreign.has(name))
  const theirs = [...foreign].filter((name) => !own.has(name))
  return ours.length + theirs.length === 0 ? undefined : { ours, theirs }
}

/** The names of fields at all depths; those of a list's items as if the list were not there. */
function fieldsOf(value: unknown, at = ''): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...fieldsOf(item, at)]))
  if (!isJsonObject(value)) return new Set()
  return new Set(
    Object.entries(value).flatMap(([name, member]) => {
      const place = at === '' ? name : `${at}.${name}`
      return [place, ...fieldsOf(member, place)]
    }),
  )
}
