import type { Contract, OperationId } from '../../src/openapi/contract.ts'
import { examplesOf } from '../contract/examples-of.ts'
import type { NamedSampleFact } from '../facts/facts.ts'
import type { Sources } from '../facts/sources.ts'
import type { UpstreamFiles } from '../upstream/git-files.ts'
import { readNamedSample } from './read-sample.ts'

/** The samples that examples of an operation stand for, as far as they are there. */
export function namedSamples(
  files: UpstreamFiles,
  { samples: folder }: Sources,
  contract: Contract,
  id: OperationId,
): NamedSampleFact[] {
  if (folder === undefined) return []
  const examples = examplesOf(contract, id)
  files.prepare(examples.flatMap(({ samples }) => samples.map((name) => `${folder}/${name}`)))
  return examples.flatMap(({ direction, samples }) =>
    samples.flatMap((name) => readNamedSample(files, `${folder}/${name}`, direction) ?? []),
  )
}
