import type { Contract } from '../../src/openapi/contract.ts'

/** The name of a document below the folder of its service. */
export function documentName({ id }: Contract): string {
  return id.slice(id.indexOf('/') + 1)
}
