import { operationAt } from '../../src/openapi/at-version/operation-at.ts'
import type { OperationView } from '../../src/openapi/at-version/operation-view.ts'
import type { Contract, Operation } from '../../src/openapi/contract.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'
import type { OperationFacts, SampleFact } from '../facts/facts.ts'
import { bodyOf } from '../reference/sample-shape.ts'
import type { Observation } from './difference.ts'

/**
 * What is wrong with samples by the contract: one in the folder of a microversion has to be valid there,
 * any other at some microversion.
 */
export function compareSamples(
  contract: Contract,
  operation: Operation,
  { sections }: OperationFacts,
  versions: readonly (Microversion | undefined)[],
): readonly Observation[] {
  return sections.flatMap(({ file, samples }) =>
    samples.flatMap((sample): readonly Observation[] => {
      const theirs = faultsOf(contract, operation, sample, versions)
      if (theirs === undefined) return []
      return [
        {
          operation: operation.id,
          in: 'sample',
          at: `sample.${nameOf(sample)}`,
          differs: 'valid',
          ours: true,
          theirs,
          place: sample.shape === undefined ? { file, line: sample.line } : { file: sample.file },
        },
      ]
    }),
  )
}

/** The file's name, with the folder of its microversion. */
export function nameOf({ file, at }: SampleFact): string {
  return file
    .split('/')
    .slice(at === undefined ? -1 : -2)
    .join('/')
}

function faultsOf(
  contract: Contract,
  operation: Operation,
  { direction, at, shape }: SampleFact,
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

function ruleOf({ requestBody, responses }: OperationView, direction: SampleFact['direction']) {
  const success = [...responses.values()].find(({ status }) => status < 300)
  const content = direction === 'request' ? requestBody?.content : success?.content
  return content?.find(({ mediaType }) => mediaType === 'application/json')
}
