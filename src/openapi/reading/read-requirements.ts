import { z } from 'zod'
import type { OperationId, Requirement, RequirementId } from '../contract.ts'
import { ContractError } from '../contract-error.ts'
import { type JsonPointer, pointer } from '../json-pointer.ts'
import {
  compareMicroversions,
  formatRange,
  intersect,
  type MicroversionRange,
} from '../microversion.ts'
import { RequirementEntry } from './extensions.ts'
import { parsePart } from './parse-part.ts'

interface Context {
  readonly file: string
  readonly operation: OperationId
  readonly status: number
  /** The microversions at which the response is documented. */
  readonly range: MicroversionRange
}

/** Reads the `x-requirements` of the response at `response`. Throws {@link ContractError}. */
export function readRequirements(
  written: unknown,
  response: JsonPointer,
  context: Context,
): readonly Requirement[] {
  const { file, operation, status } = context
  const list = response + pointer('x-requirements')
  return parsePart(z.array(z.unknown()).default([]), written, file, list).map((value, index) => {
    const at = list + pointer(index)
    const parsed = parsePart(RequirementEntry, value, file, at)
    const { 'x-openstack': own, id, absent, changes, ...entry } = parsed
    const { note, ...source } = entry.source
    return {
      ...entry,
      id: requirementId(id, at, context),
      operation,
      status,
      range: absent ? outside(own ?? {}, at, context) : promised(own ?? {}, at, context),
      ...(absent && { absent }),
      ...(changes && { changes }),
      source: { ...source, ...(note !== undefined && { note }) },
    }
  })
}

function requirementId(id: string, at: JsonPointer, context: Context): RequirementId {
  const { file, operation, status } = context
  const prefix = `${operation}:${status}:` as const
  const slug = id.slice(prefix.length)
  if (!id.startsWith(prefix) || !/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(slug)) {
    const expected = `expected ${prefix}<words-with-hyphens>, after its operation and status`
    throw new ContractError(file, at + pointer('id'), `bad requirement id "${id}": ${expected}`)
  }
  return `${prefix}${slug}`
}

function promised(own: MicroversionRange, at: JsonPointer, context: Context): MicroversionRange {
  const { file, range: outer } = context
  const common = intersect(own, outer)
  if (common === undefined || (own.min !== undefined && isBefore(own.min, outer.min))) {
    const problem = `bad range: ${formatRange(own)} is outside ${formatRange(outer)}, the range of the response`
    throw new ContractError(file, at + pointer('x-openstack'), problem)
  }
  return common
}

/** The range of a requirement about versions at which the operation does not exist. */
function outside(own: MicroversionRange, at: JsonPointer, context: Context): MicroversionRange {
  if (own.max !== undefined && isBefore(own.max, context.range.min)) return own
  const problem = `bad range: ${formatRange(own)} should end before ${context.range.min}, where the operation begins`
  throw new ContractError(context.file, at + pointer('x-openstack'), problem)
}

function isBefore(a: NonNullable<MicroversionRange['min']>, b: MicroversionRange['min']): boolean {
  return b !== undefined && compareMicroversions(a, b) < 0
}
