import { contractsOfRun } from '../../api/scope/contracts-of-run.ts'
import { type Evidence, EvidenceBook } from '../../fixtures/core/replay/evidence.ts'
import { resultsOf } from '../../reports/results/results.ts'
import type { Results } from '../../reports/results/results-schema.ts'
import type { Judgement } from '../../site/data/judgement.ts'
import { Consistency } from '../../src/attestation/consistency.ts'
import { isOwnJson } from '../../src/attestation/own-json.ts'
import { suiteDigest } from '../../src/attestation/suite-digest.ts'
import { TransportEvidence } from '../../src/attestation/transport-evidence.ts'
import { ChainReader } from '../../src/journal/journal-chain.ts'
import { type JournalHandler, nameOf, readEvents } from '../../src/journal/read-events.ts'
import { FileStore } from '../../src/journal/record/file-store.ts'
import { RunBook } from '../../src/journal/record/run-book.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { packageVersion } from '../../src/package-root.ts'
import { scenarios } from '../../suites/suites.ts'
import { BoundFacts } from '../certification/bound/bound-facts.ts'
import { type JudgingSuite, judgeNow } from './judge-now.ts'
import { RefusedError } from './refused-error.ts'

/** A journal whose lines and facts are as they were written, and what today's suite says of it. */
export interface ReadAgain {
  readonly record: RunRecord
  readonly results: Results
  readonly evidence: Evidence
  readonly judgement: Judgement
}

/** What today's suite is called: that of this package. */
export function todaysSuite(contracts: Contracts = packagedContracts()): Judgement['suite'] {
  return {
    version: packageVersion,
    code: suiteDigest(),
    specs: [...contracts.values()].map(({ file, digest }) => ({ document: file, digest })),
  }
}

/**
 * Reads the journal of a whole run and judges it by today's suite. `path` is what the user named.
 * Throws {@link RefusedError} for a journal that was changed, contradicts itself, or is of a run that did not
 * end, and JournalError for a file that is no journal.
 */
export async function readAgain(journal: string, path: string): Promise<ReadAgain> {
  const book = new EvidenceBook()
  const run = new RunBook(journal, new FileStore(journal))
  const consistency = new Consistency()
  const transport = new TransportEvidence()
  const handlers = [new ChainReader(), spelling, book, transport, consistency, run]
  const found = await readEvents(journal, handlers)
  if (found !== undefined) {
    throw new RefusedError(path, `${nameOf(found.event, found.line)}: ${found.problem}`)
  }
  const contradiction = consistency.close() ?? transport.close()
  if (contradiction !== undefined) throw new RefusedError(path, contradiction)
  const record = run.close()
  const evidence = book.close()
  refuseParts(record, path)
  const contracts = knownContracts(record, path)
  await checkFacts(journal, record, contracts, path)
  const suite: JudgingSuite = { contracts, scenarios, identity: todaysSuite(contracts) }
  const judgement = await judgeNow(record, evidence, suite)
  return { record, results: resultsOf(record), evidence, judgement }
}

/** A reader that takes the first of two equal keys would read another journal. */
const spelling: JournalHandler = {
  enter: (_event, { text }) =>
    isOwnJson(text)
      ? undefined
      : 'it is not written as Attest writes it: it has a key twice, or spaces',
}

function refuseParts({ interrupted, shard, cases }: RunRecord, path: string): void {
  if (interrupted) {
    throw new RefusedError(path, 'the run did not end: finish it with attest resume')
  }
  if (shard !== undefined) {
    throw new RefusedError(path, 'it is one part of a run: join the parts with attest merge')
  }
  if (cases.length === 0) throw new RefusedError(path, 'the run has no case')
}

function knownContracts(record: RunRecord, path: string): Contracts {
  const contracts = contractsOfRun(record)
  const unknown = record.suite.specs.find(({ document }) => !contracts.has(document))
  if (unknown === undefined) return contracts
  throw new RefusedError(
    path,
    `it was judged by ${unknown.document}, which this version of Attest does not have: publish it with version ${record.suite.version}`,
  )
}

/** The facts of a journal follow from its exchanges, by the documents and the version of its day. */
async function checkFacts(
  journal: string,
  record: RunRecord,
  contracts: Contracts,
  path: string,
): Promise<void> {
  const { version, specs } = record.suite
  const isOfToday =
    version === packageVersion &&
    specs.every(({ document, digest }) => contracts.get(document)?.digest === digest)
  if (!isOfToday) return
  const facts = new BoundFacts(contracts)
  const found = await readEvents(journal, [facts])
  const problem = found === undefined ? await facts.close() : found.problem
  if (problem !== undefined) throw new RefusedError(path, problem)
}
