import type { Contract } from '../../src/openapi/contract.ts'
import { writtenPath } from '../contract/written-path.ts'
import { namedSamples } from '../reference/named-samples.ts'
import { readFront } from '../reference/read-front.ts'
import { type DescribedOperation, readReference } from '../reference/read-reference.ts'
import { readHistory } from '../reference/version-history.ts'
import { evaluateSchemas } from '../schemas/evaluate-schemas.ts'
import type { UpstreamFiles } from '../upstream/git-files.ts'
import { UpstreamError } from '../upstream/upstream-error.ts'
import { documentName } from './document-name.ts'
import type { DocumentFacts, Facts, OperationFacts } from './facts.ts'
import { shortDigest } from './short-digest.ts'
import { pathsOf, type Sources } from './sources.ts'

/** Whose facts they are. */
export interface Label {
  readonly release: string
  readonly ref: string
}

/**
 * Extracts what a repository says of the documents of one service. `python` names the program for the
 * schemas. Throws {@link UpstreamError} for what cannot be read, and when no file of a document's
 * reference is there.
 */
export function extractFacts(
  repository: UpstreamFiles,
  sources: Sources,
  contracts: readonly Contract[],
  { release, ref }: Label,
  python: string,
): Facts {
  const digests = new Map<string, string>()
  const files = withDigests(repository, digests)
  prepare(files, sources, ref)
  const evaluated = evaluateSchemas(files, sources, python)
  const history = historyOf(files, sources)
  const newest = history.at(-1)
  const documents = contracts.flatMap((contract): [string, DocumentFacts][] => {
    const name = documentName(contract)
    const source = sources.documents[name]
    if (source === undefined) return []
    const major = contract.range?.min.split('.')[0]
    const described = source.reference.flatMap((file) => readReference(files, file, major))
    const operations = contract.operations.map(({ id, method }): [string, OperationFacts] => {
      const path = writtenPath(contract, id)
      const operation = id.slice(id.indexOf('.') + 1)
      const declared = evaluated?.methods.get(source.operations[operation]?.method ?? '')
      const sections = described
        .filter((one) => one.method === method && samePath(one, path))
        .map(({ section }) => section)
      const included = new Set(sections.flatMap(({ samples }) => samples.map(({ file }) => file)))
      const named = namedSamples(files, sources, contract, id).filter(
        ({ file }) => !included.has(file),
      )
      return [
        operation,
        {
          sections,
          ...(declared !== undefined && { method: declared }),
          ...(named.length > 0 && { named }),
        },
      ]
    })
    const named = history.filter(({ text }) => text.includes(source.named ?? '\n'))
    const entries = named.map(({ version, line }) => ({ version, line }))
    const front = source.reference.flatMap((file) => readFront(files, file))
    return [[name, { front, operations: Object.fromEntries(operations), history: entries }]]
  })
  return {
    service: sources.service,
    release,
    ref,
    ...(newest && { newest: { version: newest.version, line: newest.line } }),
    schemas: evaluated !== undefined,
    documents: Object.fromEntries(documents),
    unused: [...(evaluated?.unused ?? [])],
    digests: Object.fromEntries([...digests].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

function historyOf(files: UpstreamFiles, { history }: Sources) {
  const [first] = history
  if (first === undefined) return []
  const source = history.map((path) => files.read(path)).find((text) => text !== undefined)
  if (source === undefined) throw new UpstreamError(first, undefined, 'is not there')
  return readHistory(source)
}

/**
 * Paths are the same when they differ in nothing but the names of their variables, and what is in front:
 * references once began each path with the version and the project, which is in the catalog.
 */
function samePath({ path }: DescribedOperation, ours: string): boolean {
  const form = (text: string) => text.replaceAll(/\{[^}]*\}/g, '{}')
  return form(path).endsWith(form(ours))
}

function withDigests(files: UpstreamFiles, digests: Map<string, string>): UpstreamFiles {
  return {
    read(path) {
      const text = files.read(path)
      if (text !== undefined) digests.set(path, shortDigest(text))
      return text
    },
    prepare: (paths) => files.prepare(paths),
  }
}

/** Reads what is read for certain, and sees to it that there is a reference of each document. */
function prepare(files: UpstreamFiles, sources: Sources, ref: string): void {
  files.prepare(pathsOf(sources))
  for (const { reference } of Object.values(sources.documents)) {
    const [first = ''] = reference
    if (reference.every((file) => files.read(file) === undefined)) {
      throw new UpstreamError(first, undefined, `is not there at ${ref}`)
    }
  }
}
