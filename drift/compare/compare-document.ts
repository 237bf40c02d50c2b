import { changePoints } from '../../src/openapi/at-version/changes.ts'
import type { Contract, Operation } from '../../src/openapi/contract.ts'
import {
  compareMicroversions,
  type Microversion,
  nextMicroversion,
} from '../../src/openapi/microversion.ts'
import { type OperationReading, readOperation } from '../contract/operation-reading.ts'
import { writtenPath } from '../contract/written-path.ts'
import { documentName } from '../facts/document-name.ts'
import type { Facts, OperationFacts } from '../facts/facts.ts'
import type { Sources } from '../facts/sources.ts'
import { compareBodies } from './compare-bodies.ts'
import { compareDeclared, comparePresence } from './compare-declared.ts'
import { compareExamples } from './compare-examples.ts'
import { compareSamples } from './compare-samples.ts'
import { compareStatuses } from './compare-statuses.ts'
import { compareTables } from './compare-tables.ts'
import { compareHistory, compareMentions, compareNewest } from './compare-versions.ts'
import type { Difference, Observation } from './difference.ts'
import { overRanges, type Seen } from './over-ranges.ts'
import type { DocumentSubject } from './subject.ts'

const COMPARED = [compareStatuses, compareTables, compareDeclared, compareBodies, compareExamples]

/**
 * What a document of the contract and the facts of one release do not say alike, at every microversion
 * that the release has. `expected` is the newest microversion that the contract has for it.
 */
export function compareDocument(
  contract: Contract,
  facts: Facts,
  sources: Sources,
  expected: Microversion | undefined,
): readonly Difference[] {
  const document = facts.documents[documentName(contract)]
  if (document === undefined) return []
  const subject: DocumentSubject = { contract, facts, document, sources }
  const operations = contract.operations.flatMap((operation) => {
    const name = operation.id.slice(operation.id.indexOf('.') + 1)
    const theirs = document.operations[name]
    return theirs === undefined ? [] : compareOperation(subject, operation, name, theirs)
  })
  return [
    ...operations,
    ...compareHistory(subject),
    ...compareNewest(subject, expected),
    ...unused(subject),
  ]
}

function compareOperation(
  subject: DocumentSubject,
  operation: Operation,
  name: string,
  theirs: OperationFacts,
): readonly Difference[] {
  const { contract, facts } = subject
  const versions = versionsOf(contract, facts, operation, theirs)
  const readings = versions.map((at) => readOperation(contract, operation.id, at))
  const names = fullNames(readings)
  const seen = versions.map((at, index): Seen => {
    const ours = readings[index]
    const present = comparePresence({ operation, theirs, at })
    if (ours === undefined) return { at, observations: present }
    const one = { ...subject, operation, name, theirs, ours, at, names }
    return { at, observations: [...present, ...COMPARED.flatMap((compare) => compare(one))] }
  })
  const existing = versions.filter((_at, index) => readings[index] !== undefined)
  return [
    ...overRanges(seen, lastOf(contract, facts)),
    ...(theirs.sections.length === 0 ? [noSection(subject, operation)] : []),
    ...comparePaths(writtenPath(contract, operation.id), operation, theirs),
    ...compareSamples(contract, operation, theirs, existing),
    ...compareMentions(subject, operation, theirs),
  ]
}

/** The last microversion that both the contract and the release have. */
function lastOf({ range }: Contract, { newest }: Facts): Microversion | undefined {
  if (range === undefined || newest === undefined) return range?.max
  return compareMicroversions(newest.version, range.max) < 0 ? newest.version : range.max
}

/** Every microversion at which either side may change, as far as both go. */
function versionsOf(
  contract: Contract,
  facts: Facts,
  operation: Operation,
  { sections, method }: OperationFacts,
): readonly (Microversion | undefined)[] {
  const range = contract.range
  if (range === undefined) return [undefined]
  const ranged = [
    ...sections.flatMap(({ statuses, parameters }) => [...statuses, ...parameters]),
    ...(method === undefined ? [] : [method, ...method.schemas]),
  ]
  const points = ranged.flatMap(({ min, max }) => [
    ...(min === undefined ? [] : [min]),
    ...(max === undefined ? [] : [nextMicroversion(max)]),
  ])
  const last = lastOf(contract, facts) ?? range.max
  return [...new Set([range.min, ...changePoints(contract, operation.id), ...points])]
    .filter((at) => compareMicroversions(at, range.min) >= 0)
    .filter((at) => compareMicroversions(at, last) <= 0)
    .sort(compareMicroversions)
}

/** The full names of parameters and fields; that of something the contract never has is made up. */
function fullNames(readings: readonly (OperationReading | undefined)[]) {
  const known = new Map<string, string>()
  for (const reading of readings) {
    const requested = [...(reading?.parameters ?? []), ...(reading?.request?.fields ?? [])]
    for (const { name, at } of requested) known.set(`request ${name}`, at)
    for (const { name, at } of reading?.response?.fields ?? []) known.set(`response ${name}`, at)
  }
  return (direction: string, name: string) =>
    known.get(`${direction} ${name}`) ?? `${direction}.${name}`
}

function noSection({ sources, document }: DocumentSubject, { id }: Operation): Observation {
  const file = Object.values(document.operations)[0]?.sections[0]?.file ?? sources.repository
  const place = { file }
  return {
    operation: id,
    in: 'reference',
    at: 'operation',
    differs: 'presence',
    ours: true,
    theirs: null,
    place,
  }
}

/** Names of variables in paths. */
function comparePaths(
  path: string,
  { id }: Operation,
  { sections }: OperationFacts,
): readonly Observation[] {
  return sections
    .filter((section) => section.path !== path)
    .map(({ file, line, path: theirs }) => ({
      operation: id,
      in: 'reference',
      at: 'path',
      differs: 'names',
      ours: path,
      theirs,
      place: { file, line },
    }))
}

/** Schemas beside those of the document's operations that nothing uses. */
function unused({ facts, document }: DocumentSubject): readonly Observation[] {
  const files = new Set(
    Object.values(document.operations).flatMap(
      ({ method }) => method?.schemas.map(({ file }) => file) ?? [],
    ),
  )
  return facts.unused
    .filter(({ file }) => files.has(file))
    .map(({ file, line, name }) => ({
      in: 'schema',
      at: `unused.${name}`,
      differs: 'presence',
      ours: null,
      theirs: true,
      place: { file, line },
    }))
}
