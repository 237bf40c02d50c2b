import type { JsonPointer } from './json-pointer.ts'

/** Thrown for a contract document that breaks its own format. */
export class ContractError extends Error {
  override readonly name = 'ContractError'
  readonly file: string
  /** Where in the document; undefined when the error is about the file as a whole. */
  readonly pointer: JsonPointer | undefined
  readonly problem: string

  constructor(file: string, at: JsonPointer | undefined, problem: string) {
    super(`${file}${at === undefined ? '' : ` at ${at === '' ? 'its root' : at}`}: ${problem}`)
    this.file = file
    this.pointer = at
    this.problem = problem
  }
}
