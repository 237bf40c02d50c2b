import type { Operation } from '../../src/openapi/contract.ts'
import { segmentsOf, valueAt } from '../../src/openapi/json-pointer.ts'
import {
  compareMicroversions,
  type Microversion,
  previousMicroversion,
} from '../../src/openapi/microversion.ts'
import type { SchemaFault } from '../../src/openapi/schemas/schema-validator.ts'
import { changedAt, GONE } from '../answers/answer-fields.ts'
import type { Called } from '../answers/conforming-reply.ts'
import { operations, viewAt } from '../answers/contracts.ts'
import { type RequestConstraint, requestConstraints } from '../answers/request-constraints.ts'
import { between } from '../answers/spoken-microversions.ts'
import type { Fault } from '../fault.ts'
import { jsonOf, type Request } from '../proxy/message.ts'
import { CONSTRAINTS, TOO_EARLY } from './constraint-table.ts'
import { asking } from './requests-changed.ts'

/** Each constraint of each request body is not enforced. */
export function constraintFaults(): Fault[] {
  return operations.flatMap((operation) => [
    ...requestConstraints(operation).flatMap((constraint) => notEnforced(operation, constraint)),
    ...takenTooEarly(operation),
    ...formFaults(operation),
  ])
}

function requirementFor({ id }: Operation, { at, keyword }: RequestConstraint): string | undefined {
  const place = CONSTRAINTS[id]?.[at]
  if (typeof place === 'string') return place
  return place?.[keyword] ?? (keyword === 'null' ? place?.type : undefined)
}

function notEnforced(operation: Operation, constraint: RequestConstraint): Fault[] {
  const { id } = operation
  const { at, keyword, since, until } = constraint
  const slug = requirementFor(operation, constraint)
  if (slug === undefined) return []
  const place = segmentsOf(at).at(-1) ?? 'the body'
  return [
    {
      id: `${id}/takes/${segmentsOf(at).join('.') || 'body'}/${keyword}`,
      kind: 'constraint',
      sentence: `${id} does not enforce ${keyword === 'null' ? 'that null is nothing' : keyword} for ${place}`,
      violates: [`${id}:400:${slug}`],
      at: between(since, until),
      means: {
        tamper: () =>
          asking({ operation: id }, (passing) => {
            const faults = faultsOf(passing)
            const meant = faults.length > 0 && isOnly(constraint, faults, passing)
            return meant && !isTooEarly(operation, faults, passing.version)
              ? repaired(passing, faults)
              : undefined
          }),
      },
    },
  ]
}

/** Whether a body breaks this constraint and no other. */
function isOnly({ at, keyword }: RequestConstraint, faults: readonly SchemaFault[], said: Called) {
  if (faults.some((fault) => fault.at !== at)) return false
  const types = faults.some((fault) => fault.keyword === 'type')
  // A value of another type breaks an enumeration, too.
  if (types) return keyword === (valueAt(jsonOf(said), at) === null && at !== '' ? 'null' : 'type')
  return faults.every((fault) => fault.keyword === keyword)
}

function faultsOf(passing: Called): readonly SchemaFault[] {
  const content = viewAt(passing.operation, passing.version)?.requestBody?.content[0]
  const body = jsonOf(passing)
  return content === undefined || body === undefined ? [] : content.validate(body)
}

/** The body as a cloud uses it that does not check it: the invalid part is left out. */
function repaired(passing: Called, faults: readonly SchemaFault[]): Partial<Request> | 'success' {
  let body = jsonOf(passing)
  for (const { at, property, keyword } of faults) {
    if (keyword === 'required') return 'success'
    const path = [...segmentsOf(at), ...(property === undefined ? [] : [property])]
    body = changedAt(body, path, () => GONE)
  }
  // Without a required part it does nothing.
  const text = JSON.stringify(body) ?? ''
  return faultsOf({ ...passing, body: text }).length > 0 || text === '' ? 'success' : { body: text }
}

function isTooEarly(
  { id }: Operation,
  faults: readonly SchemaFault[],
  version: Microversion | undefined,
): boolean {
  if (version === undefined) return false
  return faults.every(({ property }) => {
    const since = property === undefined ? undefined : sinceOf(id, property)
    return since !== undefined && compareMicroversions(version, since) < 0
  })
}

function sinceOf(id: Operation['id'], property: string): Microversion | undefined {
  if (TOO_EARLY[id]?.[property] === undefined) return undefined
  const operation = operations.find((one) => one.id === id)
  return (
    operation && requestConstraints(operation).find(({ at }) => at.endsWith(`/${property}`))?.since
  )
}

/** Fields are accepted at microversions that do not have them yet. */
function takenTooEarly(operation: Operation): Fault[] {
  const { id } = operation
  return Object.entries(TOO_EARLY[id] ?? {}).flatMap(([name, slug]): Fault[] => {
    const since = sinceOf(id, name)
    const last = since && previousMicroversion(since)
    if (last === undefined) return []
    return [
      {
        id: `${id}/takes/${name}/too-early`,
        kind: 'microversion',
        sentence: `${id} takes ${name} before ${since}, which brings it`,
        violates: [`${id}:400:${slug}`],
        means: {
          tamper: () =>
            asking({ operation: id, at: { max: last } }, (passing) => {
              const faults = faultsOf(passing)
              const meant = faults.length > 0 && faults.every(({ property }) => property === name)
              return meant ? repaired(passing, faults) : undefined
            }),
        },
      },
    ]
  })
}

interface Form {
  /** Of the requirement, after `400:`. */
  readonly slug: string
  readonly takes: string
  readonly is: (body: string) => boolean
  /** How the request is changed; without it, nothing is done and a success is answered. */
  readonly instead?: Partial<Request>
}

const isTorn = (body: string) => body !== '' && jsonOf({ body }) === undefined

const FORMS: readonly Form[] = [
  { slug: 'no-body', takes: 'a request without a body', is: (body) => body === '' },
  { slug: 'not-json', takes: 'a body that is not JSON', is: isTorn },
  { slug: 'malformed-json', takes: 'a malformed body', is: isTorn },
  {
    slug: 'body',
    takes: 'a body, which it has no use for',
    is: (body) => body !== '',
    instead: { body: '' },
  },
]

/** Malformed bodies, whatever their content. */
function formFaults({ id, requirements }: Operation): Fault[] {
  return FORMS.filter(({ slug }) => requirements.some((one) => one.id === `${id}:400:${slug}`)).map(
    ({ slug, takes, is, instead }): Fault => ({
      id: `${id}/takes/${slug}`,
      kind: 'constraint',
      sentence: `${id} takes ${takes}`,
      violates: [`${id}:400:${slug}`],
      means: {
        tamper: () =>
          asking({ operation: id }, (passing) =>
            is(passing.body) ? (instead ?? 'success') : undefined,
          ),
      },
    }),
  )
}
