import { contractsOfRun } from '../../api/scope/contracts-of-run.ts'
import { ExplorationBook, type RecordedExploration } from '../../explore/again/exploration-book.ts'
import { exploredAgain } from '../../explore/again/explored-again.ts'
import type { Explored } from '../../explore/explore.ts'
import { NotAsRecorded } from '../../fixtures/core/replay/recollection.ts'
import { Consistency } from '../../src/attestation/consistency.ts'
import { TransportEvidence } from '../../src/attestation/transport-evidence.ts'
import { ChainReader } from '../../src/journal/journal-chain.ts'
import { nameOf, readEvents } from '../../src/journal/read-events.ts'
import { FileStore } from '../../src/journal/record/file-store.ts'
import { RunBook } from '../../src/journal/record/run-book.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { packageVersion } from '../../src/package-root.ts'
import { AnswersAgain } from '../certification/answers-again.ts'
import { BoundFacts } from '../certification/bound/bound-facts.ts'
import { spelling } from '../certification/spelling.ts'
import { suiteOf } from './suite-of.ts'

/** An exploration that was judged again, or the first contradiction in its journal. */
export type JudgedExploration =
  | {
      readonly code: 'as-recorded'
      readonly record: RunRecord
      readonly exploration: RecordedExploration
      readonly explored: Explored
      /** The groups of the histories that were performed to find something. */
      readonly generated: ReadonlySet<string>
      readonly exchanges: number
      /** The digest in which the journal ends. */
      readonly head: string
      /** Whether the chain of its lines once ended in this digest. */
      readonly passed: (head: string) => boolean
    }
  | { readonly code: 'different'; readonly difference: string }

/** One whose journal contradicts nothing. */
export type AsRecorded = Extract<JudgedExploration, { readonly code: 'as-recorded' }>

/**
 * Judges an exploration again from its journal alone: its chain, each answer by the contract, each history
 * by the model, and which histories there had to be. Throws JournalError for a file that is no
 * journal. `mayBeUnfinished`: it or its clean-up may have been killed, or the target may be gone; then what it
 * has judged counts, and nothing is said of its clean-up.
 */
export async function judgeExploration(
  journal: string,
  { mayBeUnfinished = false }: { readonly mayBeUnfinished?: boolean } = {},
): Promise<JudgedExploration> {
  const suite = await suiteOf(journal)
  const foreign = foreignTo(suite)
  if (foreign !== undefined) return { code: 'different', difference: foreign }
  const contracts = contractsOfRun({ suite })
  const chain = new ChainReader()
  const answers = new AnswersAgain(contracts, [])
  const facts = new BoundFacts(contracts)
  const transport = new TransportEvidence()
  const consistency = new Consistency()
  const book = new ExplorationBook(contracts)
  const run = new RunBook(journal, new FileStore(journal))
  const handlers = [chain, spelling, answers, facts, transport, consistency, book, run]
  const found = await readEvents(journal, handlers)
  if (found !== undefined) {
    return { code: 'different', difference: `${nameOf(found.event, found.line)}: ${found.problem}` }
  }
  try {
    const exploration = book.close()
    const record = run.close()
    const isKilled = exploration.finished === undefined
    if (isKilled && !mayBeUnfinished) {
      return { code: 'different', difference: 'the journal ends before its exploration does' }
    }
    const { explored, generated } = await exploredAgain(exploration)
    const isCleanedUp = record.cleanUp !== 'unknown' && record.unseen === undefined
    const difference =
      (isKilled ? undefined : (consistency.close() ?? transport.close())) ??
      (mayBeUnfinished && (isKilled || !isCleanedUp) ? undefined : await facts.close())
    if (difference !== undefined) return { code: 'different', difference }
    const { exchanges } = answers
    const passed = (head: string) => chain.passed(head)
    return {
      code: 'as-recorded',
      record,
      exploration,
      explored,
      generated,
      exchanges,
      head: chain.head,
      passed,
    }
  } catch (error) {
    if (error instanceof NotAsRecorded) return { code: 'different', difference: error.message }
    throw error
  }
}

/** Only the code that judged it can judge it again. */
function foreignTo({ version, specs }: RunRecord['suite']): string | undefined {
  const known = packagedContracts()
  const areOurs = specs.every(({ document, digest }) => known.get(document)?.digest === digest)
  return areOurs && version === packageVersion
    ? undefined
    : `it was judged by other contracts or another Attest: use version ${version}`
}
