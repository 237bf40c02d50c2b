import { rangeOf } from '../../src/openapi/at-version/ranged.ts'
import type { Contract, OperationId } from '../../src/openapi/contract.ts'
import { reachableNodes } from '../../src/openapi/document-node.ts'
import { findOperation } from '../../src/openapi/find-operation.ts'
import { isJsonObject } from '../../src/openapi/json.ts'
import { type JsonPointer, pointer } from '../../src/openapi/json-pointer.ts'
import type { MicroversionRange } from '../../src/openapi/microversion.ts'

/** An example of a body of the contract. */
export interface Example {
  readonly name: string
  readonly value: unknown
  readonly range: MicroversionRange
  readonly direction: 'request' | 'response'
  /** Sample files of upstream that it stands for, below the folder with samples. */
  readonly samples: readonly string[]
  readonly pointer: JsonPointer
}

const known = new WeakMap<Contract, Map<OperationId, readonly Example[]>>()

/** The examples of an operation's bodies, those of shared components included. */
export function examplesOf(contract: Contract, id: OperationId): readonly Example[] {
  const ofContract = known.get(contract) ?? new Map<OperationId, readonly Example[]>()
  known.set(contract, ofContract)
  const examples = ofContract.get(id) ?? readExamples(contract, id)
  ofContract.set(id, examples)
  return examples
}

function readExamples(contract: Contract, id: OperationId): readonly Example[] {
  const { pointer: place } = findOperation(contract, id)
  return [...reachableNodes(contract.document, place)].flatMap(({ pointer: content, value }) =>
    !content.includes('/content/') || !isJsonObject(value.examples)
      ? []
      : Object.entries(value.examples).flatMap(([name, example]): readonly Example[] => {
          if (!isJsonObject(example)) return []
          const samples = example['x-samples']
          return [
            {
              name,
              value: example.value,
              range: rangeOf(example) ?? {},
              direction: content.includes('/responses/') ? 'response' : 'request',
              samples: Array.isArray(samples) ? samples.map(String) : [],
              pointer: content + pointer('examples', name),
            },
          ]
        }),
  )
}
