import { operationAt } from '../../src/openapi/at-version/operation-at.ts'
import type { OperationView } from '../../src/openapi/at-version/operation-view.ts'
import type { Contract, Operation } from '../../src/openapi/contract.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'
import type { NamedSampleFact, OperationFacts } from '../facts/facts.ts'
import { bodyOf } from '../reference/sample-shape.ts'
import { ownFields } from './compare-fields.ts'
import type { Observation, Place } from './difference.ts'

/**
 * What is wrong with samples by the contract, with those that the reference includes and those that our
 * examples stand for. One in the folder of a microversion has to be valid there, any other at some
 * microversion. Those that are valid have the fields of the example that stands for them.
 */
export function compareSamples(
  contract: Contract,
  operation: Operation,
  { sections, named = [] }: OperationFacts,
  versions: readonly (Microversion | undefined)[],
): readonly Observation[] {
  const observed = (sample: NamedSampleFact, place: Place): readonly Observation[] => {
    const at = `sample.${nameOf(sample)}`
    const common = { operation: operation.id, in: 'sample', at, place } as const
    const theirs = faultsOf(contract, operation, sample, versions)
    if (theirs !== undefined) return [{ ...common, differs: 'valid', ours: true, theirs }]
    const own = ownFields(contract, operation.id, sample)
    return own === undefined ? [] : [{ ...common, differs: 'fields', ...own }]
  }
  const included = sections.flatMap(({ file, samples }) =>
    samples.flatMap((sample) =>
      observed(
        sample,
        sample.shape === undefined ? { file, line: sample.line } : { file: sample.file },
      ),
    ),
  )
  return [...included, ...named.flatMap((sample) => observed(sample, { file: sample.file }))]
}

/** The file's name, with the folder of its microversion. */
export function nameOf({ file, at }: NamedSampleFact): string {
  return file
    .split('/')
    .slice(at === undefined ? -1 : -2)
    .join('/')
}

function faultsOf(
  contract: Contract,
  operation: Operation,
  { direction, at, shape }: NamedSampleFact,
  versions: readonly (Microversion | undefined)[],
): readonly string[] | undefined {
  if (shape === undefined) return ['no such file, or no JSON']
  const body = bodyOf(shape)
  let first: readonly string[] | undefined
  for (const version of at === undefined ? versions : [at]) {
    const view = operationAt(contract, operation.id, version)
    const rule = view && ruleOf(view, direction)
    if (rule === undefined) {
      first ??= ['no body']
      continue
    }
    const faults = rule.validate(body)
    if (faults.length === 0) return undefined
    first ??= faults.map(({ at, keyword, property }) =>
      [at === '' ? '/' : at, keyword, property].filter((part) => part !== undefined).join(' '),
    )
  }
  return first
}

function ruleOf(
  { requestBody, responses }: OperationView,
  direction: NamedSampleFact['direction'],
) {
  const success = [...responses.values()].find(({ status }) => status < 300)
  const content = direction === 'request' ? requestBody?.content : success?.content
  return content?.find(({ mediaType }) => mediaType === 'application/json')
}
