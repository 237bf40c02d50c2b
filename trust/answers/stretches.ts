import { changePoints } from '../../src/openapi/at-version/changes.ts'
import type { ResponseRule } from '../../src/openapi/at-version/operation-view.ts'
import type { Operation, Requirement } from '../../src/openapi/contract.ts'
import { findOperation } from '../../src/openapi/find-operation.ts'
import { canonicalJson, isJsonObject } from '../../src/openapi/json.ts'
import { valueAt } from '../../src/openapi/json-pointer.ts'
import {
  compareMicroversions,
  type Microversion,
  previousMicroversion,
} from '../../src/openapi/microversion.ts'
import { contractFor, documentAt, viewAt } from './contracts.ts'
import { resolved } from './sample-value.ts'
import { spokenIn } from './spoken-microversions.ts'

/** Microversions between two changes of an operation, both ends included. */
export interface Stretch {
  readonly from: Microversion
  readonly to: Microversion
}

/** The stretches of an operation, oldest first; none where the service has no microversions. */
function stretchesOf(operation: Operation): readonly Stretch[] {
  const contract = contractFor(operation.id)
  const last = operation.range.max ?? spokenIn(contract)?.range.max
  if (last === undefined) return []
  const points = changePoints(contract, operation.id).filter(
    (point) => compareMicroversions(point, last) <= 0,
  )
  return points.map((from, index) => {
    const next = points[index + 1]
    return { from, to: (next && previousMicroversion(next)) ?? last }
  })
}

/** Where an operation has each of its forms: the stretches, or no microversion as the only one. */
export function formsOf(
  operation: Operation,
): readonly { readonly from: Microversion | undefined; readonly to: Microversion | undefined }[] {
  const stretches = stretchesOf(operation)
  return spokenIn(contractFor(operation.id)) === undefined
    ? [{ from: undefined, to: undefined }]
    : stretches
}

/** The answers that requirements promise, each at its newest microversion. */
export function promisedAnswers(operation: Operation): readonly ResponseRule[] {
  const promised = new Set(operation.requirements.map(({ status }) => status))
  const rules = new Map<number, ResponseRule>()
  for (const { from } of formsOf(operation)) {
    for (const rule of viewAt(operation.id, from)?.responses.values() ?? []) {
      if (promised.has(rule.status)) rules.set(rule.status, rule)
    }
  }
  return [...rules.values()].sort((a, b) => a.status - b.status)
}

/**
 * The same without changes that no call can notice: parameters, bodies and answers are the same,
 * and no promise is replaced by one with another status. `isPermitted` says which promises may
 * also be answered with a certain status.
 */
export function differentStretches(
  operation: Operation,
  isPermitted: (requirement: Requirement, status: number) => boolean,
): readonly Stretch[] {
  const merged: Stretch[] = []
  for (const stretch of stretchesOf(operation)) {
    const last = merged.at(-1)
    const same =
      last !== undefined &&
      shapeAt(operation, last.from) === shapeAt(operation, stretch.from) &&
      !isTurn(operation, last.to, stretch.from, isPermitted)
    if (same) merged.splice(-1, 1, { from: last.from, to: stretch.to })
    else merged.push(stretch)
  }
  return merged
}

/**
 * Whether a call that is promised a status up to `before` is promised another one from `from` on.
 */
function isTurn(
  { requirements }: Operation,
  before: Microversion,
  from: Microversion,
  isPermitted: (requirement: Requirement, status: number) => boolean,
): boolean {
  const ending = requirements.filter(({ range }) => range.max === before)
  const beginning = requirements.filter(({ range }) => range.min === from)
  return ending.some((old) =>
    beginning.some((now) => now.status !== old.status && !isPermitted(now, old.status)),
  )
}

/** Keys that only describe. */
const DESCRIPTIVE = ['description', 'summary', 'examples', 'title', 'externalDocs', 'tags']

/** All of the operation's form that a call at a microversion can notice, as a text. */
function shapeAt({ id }: Operation, version: Microversion): string {
  const document = documentAt(id, version)
  const { pointer: own, itemPointer } = findOperation(contractFor(id), id)
  const inlined = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inlined)
    if (!isJsonObject(value)) return value
    const members = Object.entries(resolved(document, value))
    return Object.fromEntries(
      members
        .filter(([name]) => !DESCRIPTIVE.includes(name))
        .map(([name, member]) => [name, inlined(member)]),
    )
  }
  const parameters = valueAt(document, `${itemPointer}/parameters`) ?? []
  return canonicalJson(inlined({ parameters, own: valueAt(document, own) }))
}
