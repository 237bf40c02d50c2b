import { defaultDocuments, documentsWhere } from '../src/openapi/choose-documents.ts'
import type { Contracts, Operation, Requirement } from '../src/openapi/contract.ts'
import { contracts } from './answers/contracts.ts'
import { requirementsOf } from './answers/globs.ts'
import type { Fault } from './fault.ts'

/**
 * Documents whose faults are tried with the cases of these documents only, and reported
 * together: the default documents, or one further document.
 */
export interface Part {
  /** `default`, or the id of the further document. */
  readonly name: string
  readonly documents: Contracts
}

export const DEFAULT_PART = 'default'

/** All parts; that of the default documents comes first. */
export const parts: readonly Part[] = [
  { name: DEFAULT_PART, documents: defaultDocuments(contracts) },
  ...[...contracts.values()]
    .filter(({ isDefault }) => !isDefault)
    .map(({ id }) => ({
      name: id,
      documents: documentsWhere(contracts, (contract) => contract.id === id),
    })),
]

/** Throws a TypeError for an unknown name. */
export function partNamed(name: string): Part {
  const found = parts.find((part) => part.name === name)
  if (found === undefined) throw new TypeError(`there is no part ${name}`)
  return found
}

export function operationsOf({ documents }: Part): readonly Operation[] {
  return [...documents.values()].flatMap(({ operations }) => operations)
}

export function requirementsIn(part: Part): readonly Requirement[] {
  return operationsOf(part).flatMap(({ requirements }) => requirements)
}

const known = new WeakMap<Fault, Part>()

/** The first part with a requirement that the fault violates. */
export function partOf(fault: Fault): Part {
  const part = known.get(fault) ?? findPart(fault)
  known.set(fault, part)
  return part
}

function findPart({ id, violates }: Fault): Part {
  const found = parts.find((part) =>
    requirementsIn(part).some((one) => violates.some((glob) => requirementsOf(glob).has(one.id))),
  )
  if (found === undefined) throw new TypeError(`${id} violates no requirement`)
  return found
}
