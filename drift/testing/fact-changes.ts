import type { Microversion } from '../../src/openapi/microversion.ts'
import type { DocumentFacts, Facts, OperationFacts } from '../facts/facts.ts'
import { type Change, changesWithin, type Versions } from './change.ts'
import { methodChanges } from './method-changes.ts'
import { changesOfSample } from './sample-changes.ts'
import { sectionChanges } from './section-changes.ts'

/** Facts with a single change, in one operation or (without it) in the document as a whole. */
export interface FactChange extends Change<Facts> {
  readonly operation: string | undefined
}

/**
 * All single changes of the facts of one document. A change in an operation leaves the others out, which
 * saves their comparison.
 */
export function factChanges(
  facts: Facts,
  name: string,
  nowhere: Microversion,
  oldestOf: (operation: string) => Microversion,
): readonly FactChange[] {
  const document = facts.documents[name]
  if (document === undefined) return []
  const put = (changed: DocumentFacts): Facts => ({
    ...facts,
    documents: { ...facts.documents, [name]: changed },
  })
  const ofOperations = Object.entries(document.operations).flatMap(([operation, written]) =>
    operationChanges(written, { oldest: oldestOf(operation), nowhere }).map((change) => {
      const operations = { [operation]: change.value }
      return { ...change, operation, value: put({ ...document, operations }) }
    }),
  )
  const ofHistory = changesWithin(
    document.history,
    (entry) => [
      {
        words: `what ${entry.version} brought came with another version`,
        place: `version.${nowhere}`,
        value: { ...entry, version: nowhere },
      },
    ],
    (history) => put({ ...document, history }),
  )
  return [...ofOperations, ...ofHistory.map((change) => ({ ...change, operation: undefined }))]
}

function operationChanges(
  operation: OperationFacts,
  versions: Versions,
): readonly Change<OperationFacts>[] {
  const { sections, method, named = [] } = operation
  return [
    ...changesWithin(
      sections,
      (section) => sectionChanges(section, versions),
      (changed) => ({ ...operation, sections: changed }),
    ),
    ...changesWithin(named, changesOfSample, (changed) => ({ ...operation, named: changed })),
    ...(method === undefined ? [] : methodChanges(method, versions)).map((change) => ({
      ...change,
      value: { ...operation, method: change.value },
    })),
  ]
}
