import type { Operation } from '../contract.ts'
import type { JsonPointer } from '../json-pointer.ts'
import type { SchemaValidator } from '../schemas/schema-validator.ts'

/** A body in one media type. */
export interface ContentRule {
  readonly pointer: JsonPointer
  /** `application/json`, in lower case and without parameters. */
  readonly mediaType: string
  readonly validate: SchemaValidator
}

/** A header, a path segment or a query parameter, whose value is transmitted as text. */
export interface TextRule {
  readonly pointer: JsonPointer
  readonly name: string
  readonly required: boolean
  readonly validate: SchemaValidator
}

export interface ParameterRule extends TextRule {
  readonly in: 'path' | 'query' | 'header' | 'cookie'
}

export interface ResponseRule {
  readonly status: number
  readonly pointer: JsonPointer
  readonly headers: readonly TextRule[]
  /** Empty when the response has no body. */
  readonly content: readonly ContentRule[]
}

export interface RequestBodyRule {
  readonly pointer: JsonPointer
  readonly required: boolean
  readonly content: readonly ContentRule[]
}

/** An operation at one microversion, with validators for its schemas. */
export interface OperationView {
  readonly operation: Operation
  readonly pointer: JsonPointer
  readonly parameters: readonly ParameterRule[]
  readonly requestBody?: RequestBodyRule
  readonly responses: ReadonlyMap<number, ResponseRule>
}
