import type { Contract, Operation } from '../../src/openapi/contract.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'
import type { OperationReading } from '../contract/operation-reading.ts'
import type { DocumentFacts, Facts, OperationFacts } from '../facts/facts.ts'
import type { Sources } from '../facts/sources.ts'

/** A document of the contract and what upstream says of it. */
export interface DocumentSubject {
  readonly contract: Contract
  readonly facts: Facts
  readonly document: DocumentFacts
  readonly sources: Sources
}

/** An operation at one microversion, with both sides. */
export interface OperationSubject extends DocumentSubject {
  readonly operation: Operation
  /** `operationId` in the document. */
  readonly name: string
  readonly theirs: OperationFacts
  readonly ours: OperationReading
  /** Undefined for a service without microversions. */
  readonly at: Microversion | undefined
  /** The full names of all parameters and fields, at whatever microversion, by their last part. */
  readonly names: (direction: string, name: string) => string
}
