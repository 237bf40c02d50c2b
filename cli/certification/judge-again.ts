import { isDeepStrictEqual } from 'node:util'
import { planOfProfile } from '../../api/scope/profile-plan.ts'
import type { Outcome } from '../../fixtures/core/case/conclude.ts'
import { type Evidence, EvidenceBook } from '../../fixtures/core/replay/evidence.ts'
import { replayRun } from '../../fixtures/core/replay/replay-run.ts'
import { resultsOf } from '../../reports/results/results.ts'
import type { Results } from '../../reports/results/results-schema.ts'
import { Consistency } from '../../src/attestation/consistency.ts'
import type { Profile } from '../../src/attestation/profile.ts'
import { TransportEvidence } from '../../src/attestation/transport-evidence.ts'
import { ChainReader } from '../../src/journal/journal-chain.ts'
import { nameOf, readEvents } from '../../src/journal/read-events.ts'
import { NO_EXPLORATION } from '../../src/journal/read-journal.ts'
import { FileStore } from '../../src/journal/record/file-store.ts'
import { RunBook } from '../../src/journal/record/run-book.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { planDigest } from '../../src/plan/plan-digest.ts'
import { readers, scenarios } from '../../suites/suites.ts'
import { AnswersAgain } from './answers-again.ts'
import { BoundFacts } from './bound/bound-facts.ts'
import { spelling } from './spelling.ts'

/** The result of judging a run again. */
export interface JudgedAgain {
  /**
   * The first contradiction within the evidence or with the contracts; undefined if there is none.
   */
  readonly difference?: string
  readonly results?: Results
  /** The chain of the journal's lines. */
  readonly chain: ChainReader
  readonly exchanges: number
  /** Number of cases whose scenario was run again. */
  readonly repeated: number
}

/**
 * Judges a run again from its journal alone: the plan is made again, every answer is compared with
 * the contracts again, every scenario runs again on the recorded answers, and the verdict of the
 * run is computed again. `contracts` are the documents of the profile. Throws JournalError for a
 * file that is no journal.
 */
export async function judgeAgain(
  journal: string,
  profile: Profile,
  contracts: Contracts,
): Promise<JudgedAgain> {
  const chain = new ChainReader()
  const book = new EvidenceBook()
  const facts = new BoundFacts(contracts)
  const transport = new TransportEvidence()
  const answers = new AnswersAgain(contracts, readers)
  const consistency = new Consistency()
  const run = new RunBook(journal, new FileStore(journal))
  let repeated = 0
  const differing = (difference: string): JudgedAgain => ({
    difference,
    chain,
    exchanges: answers.exchanges,
    repeated,
  })
  const handlers = [
    NO_EXPLORATION,
    chain,
    spelling,
    book,
    facts,
    transport,
    answers,
    consistency,
    run,
  ]
  const found = await readEvents(journal, handlers)
  if (found !== undefined) return differing(`${nameOf(found.event, found.line)}: ${found.problem}`)
  const evidence = book.close()
  const record = run.close()
  if (record.interrupted) return differing('the run was interrupted')
  const others = documentsDifference(record, contracts)
  if (others !== undefined) return differing(others)
  const unplanned = planDifference(evidence, profile, contracts)
  if (unplanned !== undefined) return differing(unplanned)
  for (const { target } of evidence.bases.values()) {
    if (!isDeepStrictEqual(target.identity, record.target)) {
      return differing('the target of the cases is not the target of the run')
    }
  }
  for await (const { planned, recorded, repeated: again } of replayRun(
    evidence,
    contracts,
    scenarios,
  )) {
    if (again !== undefined) repeated += 1
    const other =
      again === undefined
        ? unrepeated(recorded, planned.settled)
        : (again.missed ?? outcomeDifference(recorded, again.outcome) ?? again.left)
    if (other !== undefined) return differing(`case ${planned.id}: ${other}`)
  }
  const contradiction = consistency.close() ?? transport.close() ?? (await facts.close())
  if (contradiction !== undefined) return differing(contradiction)
  return { results: resultsOf(record), chain, exchanges: answers.exchanges, repeated }
}

/** With other documents, or more of them, the verdicts would be different. */
function documentsDifference({ suite }: RunRecord, contracts: Contracts): string | undefined {
  const documents = [...contracts.values()].map(({ file }) => file)
  const judgedBy = suite.specs.map(({ document }) => document)
  return isDeepStrictEqual(judgedBy, documents)
    ? undefined
    : `the run was of ${judgedBy.join(' and ')}, and its profile is of ${documents.join(' and ')}`
}

/** Compares the plan that the profile makes for the target with the plan of the run. */
function planDifference(
  { planned, bases }: Evidence,
  profile: Profile,
  contracts: Contracts,
): string | undefined {
  const [basis] = bases.values()
  if (basis === undefined) return 'the journal has no run-basis event'
  const plan = planOfProfile(profile, basis.target, contracts, scenarios)
  if (planDigest(plan) === planDigest(planned)) return undefined
  const known = new Set(planned.map(({ id }) => id))
  const missing = plan.find(({ id }) => !known.has(id))
  return missing === undefined
    ? `the plan is not that of the profile ${profile.name} for this target`
    : `the plan lacks ${missing.id}, which the profile ${profile.name} has`
}

/** A case that never began can have neither kept nor broken a promise. */
function unrepeated(recorded: Outcome | undefined, settled: Outcome | undefined) {
  if (recorded === undefined) return 'it has no verdict'
  if (settled !== undefined) return outcomeDifference(recorded, settled)
  const possible = recorded.verdict === 'error' || recorded.verdict === 'not-tested'
  return possible ? undefined : `it is ${recorded.verdict}, and it never began`
}

function outcomeDifference(recorded: Outcome | undefined, now: Outcome): string | undefined {
  if (isDeepStrictEqual(recorded, now) || isDeepStrictEqual(recorded, inWords(now)))
    return undefined
  return `it is ${told(now)} when judged again, and ${told(recorded)} in the journal`
}

/** As earlier versions have written it into their journals. */
function inWords({ verdict, reason }: Outcome): Outcome {
  return reason === undefined
    ? { verdict }
    : { verdict, reason: { code: reason.code, message: reason.message } }
}

function told(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'without a verdict'
  const { verdict, reason } = outcome
  return reason === undefined ? verdict : `${verdict} (${reason.code}: ${reason.message})`
}
