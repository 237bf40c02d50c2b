import { changePoints, documentChangePoints } from '../../src/openapi/at-version/changes.ts'
import type { Operation } from '../../src/openapi/contract.ts'
import { findOperation } from '../../src/openapi/find-operation.ts'
import { valueAt } from '../../src/openapi/json-pointer.ts'
import {
  compareMicroversions,
  type Microversion,
  nextMicroversion,
} from '../../src/openapi/microversion.ts'
import type { OperationFacts } from '../facts/facts.ts'
import type { Observation } from './difference.ts'
import type { DocumentSubject } from './subject.ts'

/** Microversions at which the history says that something changes here, and the contract does not. */
export function compareHistory(subject: DocumentSubject): readonly Observation[] {
  const { contract, document } = subject
  const points = documentChangePoints(contract)
  const file = historyFile(subject)
  return document.history
    .filter(({ version }) => !points.includes(version))
    .filter(
      ({ version }) => contract.range && compareMicroversions(version, contract.range.min) >= 0,
    )
    .map(({ version, line }) => ({
      in: 'history',
      at: `version.${version}`,
      differs: 'presence',
      ours: null,
      theirs: true,
      place: { file, line },
    }))
}

/**
 * Whether the newest microversion is another one than that which the contract has for the release, or for
 * a release that the contract does not know yet: is newer than all that it covers.
 */
export function compareNewest(
  subject: DocumentSubject,
  expected: Microversion | undefined,
): readonly Observation[] {
  const { contract, facts } = subject
  const covered = contract.range?.max
  if (covered === undefined || facts.newest === undefined) return []
  const { version, line } = facts.newest
  const ours = expected ?? (compareMicroversions(version, covered) > 0 ? covered : version)
  if (version === ours) return []
  const place = { file: historyFile(subject), line }
  return [{ in: 'history', at: 'newest', differs: 'version', ours, theirs: version, place }]
}

/** The file from which the history was read: one that has moved has several paths. */
function historyFile({ sources, facts }: DocumentSubject): string {
  return sources.history.find((path) => facts.digests[path] !== undefined) ?? ''
}

/** Microversions that the reference names in the text of an operation, and the contract does not. */
export function compareMentions(
  { contract }: DocumentSubject,
  operation: Operation,
  { sections }: OperationFacts,
): readonly Observation[] {
  const written = valueAt(contract.document, findOperation(contract, operation.id).pointer)
  const known = new Set<string>(changePoints(contract, operation.id))
  // The end of a range is one before a change; notes say the rest.
  for (const [version] of JSON.stringify(written).matchAll(/(?<![\d.])\d+\.\d+(?![\d.]*\d)/g)) {
    known.add(version)
  }
  const file = sections[0]?.file ?? ''
  return sections
    .flatMap(({ versions }) => versions)
    .filter(({ version }) => !known.has(version) && !known.has(nextMicroversion(version)))
    .map(({ version, line }) => ({
      operation: operation.id,
      in: 'reference',
      at: `version.${version}`,
      differs: 'presence',
      ours: null,
      theirs: true,
      place: { file, line },
    }))
}
