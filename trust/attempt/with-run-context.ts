import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanUpRun } from '../../api/steps/4-clean-up.ts'
import { type Budget, type Deadlines, RunContext } from '../../fixtures/core/case/run-context.ts'
import { abortMany } from '../../src/abort-many.ts'
import { Journal, now } from '../../src/journal/journal.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { packageVersion } from '../../src/package-root.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { readers } from '../../suites/suites.ts'
import type { OpenTarget } from './target.ts'

export interface Limits {
  readonly deadlines: Deadlines
  readonly budget: Budget
}

interface Order {
  readonly opened: OpenTarget
  readonly contracts: Contracts
  readonly cases: readonly PlannedCase[]
  readonly limits: Limits
  /** Everything is removed from the target afterwards, with the fault switched off. */
  readonly cleansUp: boolean
}

let runs = 0

/** Gives `body` a run on a target, in this process, with a journal that is not kept. */
export async function withRunContext<T>(
  { opened: { target, sessions, calmDown }, contracts, cases, limits, cleansUp }: Order,
  body: (run: RunContext) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'attest-trust-'))
  const journal = new Journal(join(directory, 'journal.ndjson'))
  runs += 1
  const id = `trust-${process.pid}-${runs}`
  // With these it is a run like others, which `attest cleanup` can finish after a crash.
  journal.append({
    type: 'run-started',
    at: now(),
    run: id,
    suite: { version: packageVersion, specs: [] },
    target: target.identity,
    accepted: [],
  })
  journal.append({ type: 'planned', at: now(), cases })
  const { signal } = abortMany()
  const run = new RunContext({
    ...{ run: id, contracts, journal, sessions, target, signal, readers },
    ...limits,
  })
  try {
    return await body(run)
  } finally {
    calmDown()
    if (cleansUp) {
      const deadlineMs = limits.deadlines.bootMs
      const { signal: notAborted } = abortMany()
      await cleanUpRun({ run: id, journal, sessions, contracts, deadlineMs, signal: notAborted })
    }
    journal.close()
    await rm(directory, { recursive: true, force: true })
  }
}
