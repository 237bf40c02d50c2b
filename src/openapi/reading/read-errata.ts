import type { Erratum, Evidence, Operation } from '../contract.ts'
import { ContractError } from '../contract-error.ts'
import { type JsonPointer, pointer } from '../json-pointer.ts'
import type { Microversion } from '../microversion.ts'
import type { DocumentFrame } from './extensions.ts'
import { knownOperations } from './known-operations.ts'

/**
 * The errata of a document. Throws {@link ContractError} when two have one id, when one names an
 * unknown operation, and when a requirement names one that is not about its operation.
 */
export function readErrata(
  frame: DocumentFrame,
  file: string,
  operations: readonly Operation[],
): readonly Erratum[] {
  const seen = new Set<string>()
  const errata = frame['x-errata'].map(
    ({ explains, permits, operations: named, evidence, ...entry }, index) => {
      const at: JsonPointer = pointer('x-errata', index)
      if (seen.has(entry.id)) {
        throw new ContractError(file, at, `erratum "${entry.id}" is there twice`)
      }
      seen.add(entry.id)
      const about = knownOperations(named, operations, file, at)
      return {
        ...entry,
        operations: about,
        evidence: evidence.map((one, which) => {
          const place = at + pointer('evidence', which)
          return readEvidence(one, about, operations, file, place)
        }),
        ...(explains !== undefined && { explains: withUpTo(explains) }),
        ...(permits !== undefined && { permits: withUpTo(permits) }),
      }
    },
  )
  for (const { id, requirements } of operations) {
    const about = new Set(errata.filter((erratum) => erratum.operations.includes(id)).map(idOf))
    for (const requirement of requirements) {
      const lost = requirement.errata.find((named) => !about.has(named))
      if (lost === undefined) continue
      const problem = `requirement "${requirement.id}" names "${lost}", which is no erratum of ${id}`
      throw new ContractError(file, '/paths', problem)
    }
  }
  return errata
}

type EvidenceEntry = DocumentFrame['x-errata'][number]['evidence'][number]

function readEvidence(
  {
    theirs = null,
    operations: named,
    'min-ver': min,
    'max-ver': max,
    from,
    to,
    ...rest
  }: EvidenceEntry,
  about: Evidence['operations'],
  operations: readonly Operation[],
  file: string,
  at: JsonPointer,
): Evidence {
  const own = named && knownOperations(named, operations, file, at)
  const foreign = own?.find((operation) => !about.includes(operation))
  if (foreign !== undefined) {
    throw new ContractError(file, at, `"${foreign}" is no operation of the erratum`)
  }
  return {
    ...rest,
    theirs,
    operations: own ?? about,
    range: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) },
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}

function idOf({ id }: Erratum): string {
  return id
}

function withUpTo<T extends { readonly 'max-ver'?: Microversion | undefined }>({
  'max-ver': upTo,
  ...rest
}: T) {
  return { ...rest, ...(upTo !== undefined && { upTo }) }
}
