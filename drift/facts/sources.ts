import { join } from 'node:path'
import { z } from 'zod'
import type { Service } from '../../src/openapi/contract.ts'
import { digestOf } from '../../src/openapi/digest.ts'
import { contractBytes, SPECS } from '../../src/openapi/load-services.ts'
import { parsePart } from '../../src/openapi/reading/parse-part.ts'
import { parsedDocument } from '../../src/openapi/reading/parsed-document.ts'

/** Where upstream says something of a service: `specs/upstream/<service>/sources.yaml`. */

const OperationSource = z.strictObject({
  /** `Class.method` of the controller. */
  method: z.string().regex(/^\w+\.\w+$/, 'expected Class.method'),
  /** Errors of the contract that the method does not declare, as they are answered in front of it. */
  undeclared: z.array(z.int()).default([]),
})
export type OperationSource = z.infer<typeof OperationSource>

const DocumentSource = z.strictObject({
  /** Files of the reference that describe its operations. */
  reference: z.array(z.string().min(1)).min(1),
  /** What an entry of the history names when it is about this document. */
  named: z.string().min(1).optional(),
  /** Of operations whose controller declares something, by operationId. */
  operations: z.record(z.string(), OperationSource).default({}),
})
export type DocumentSource = z.infer<typeof DocumentSource>

const SourcesFile = z.strictObject({
  repository: z.string().min(1),
  /** Where the history of microversions is or was, the newest place first; none for a service without. */
  history: z.array(z.string().min(1)).default([]),
  /** The folder below which the samples are that examples of the contract name. */
  samples: z.string().min(1).optional(),
  /** Modules that are evaluated; those that are not there are left out. All else that they import is a stub. */
  modules: z.array(z.string().min(1)).default([]),
  /** Files in which the controllers are or were; a method is read from the first that has it. */
  controllers: z.array(z.string().min(1)).default([]),
  /** Patterns that are spelt differently and accept the same texts. */
  'same-patterns': z.array(z.strictObject({ ours: z.string(), theirs: z.string() })).default([]),
  documents: z.record(z.string(), DocumentSource),
})

export interface Sources extends z.infer<typeof SourcesFile> {
  readonly service: Service
}

/** The folder with the sources and the kept facts of every service. */
export const UPSTREAM = join(SPECS, 'upstream')

/** Reads where upstream describes a service. Throws {@link ContractError}. */
export function loadSources(service: Service, folder: string = UPSTREAM): Sources {
  const file = `upstream/${service}/sources.yaml`
  const bytes = contractBytes(join(folder, service, 'sources.yaml'), file)
  return {
    service,
    ...parsePart(SourcesFile, parsedDocument(bytes, digestOf(bytes), file), file, ''),
  }
}

/** The files that facts are extracted from, beside those that references name. Some may not be there. */
export function pathsOf({ history, modules, controllers, documents }: Sources): readonly string[] {
  const references = Object.values(documents).flatMap(({ reference }) => reference)
  return [...references, ...history, ...modules, ...controllers]
}
