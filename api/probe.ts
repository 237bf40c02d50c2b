import { rmSync } from 'node:fs'
import { RunContext } from '../fixtures/core/case/run-context.ts'
import type { LeaseKind } from '../fixtures/core/pools/lease-kind.ts'
import { now } from '../src/journal/journal.ts'
import { probedKinds, readers } from '../suites/suites.ts'
import { type Discovery, requireOpen } from './discover.ts'
import { Interruption } from './interruption/interruption.ts'
import { refuseUnknownOptions } from './known-options.ts'
import { cleanUpRun } from './steps/4-clean-up.ts'
import { beginJournal } from './steps/begin-journal.ts'
import { createRunDirectory } from './steps/run-directory.ts'

/** Whether one resource of a kind could be made. */
export type Probe = { readonly kind: string; readonly ms: number } & (
  | { readonly made: true }
  | { readonly made: false; readonly why: string }
)

export interface Probed {
  readonly probes: readonly Probe[]
  /** The folder with the records of what could not be removed; undefined where all was. */
  readonly left?: string
}

/**
 * Makes one of each kind of resource that cases borrow, and removes them. They are recorded as those of a
 * run are, so that `attest cleanup` can remove what is left when this is killed. The abort of `signal` ends it,
 * and what was made is removed; without one, SIGINT and SIGTERM do. Throws UsageError for a closed discovery.
 */
export async function probe(
  seen: Discovery,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Probed> {
  refuseUnknownOptions('probe', options, { signal: true })
  const { signal: stop } = options
  requireOpen(seen)
  const { target, sessions, contracts, settings } = seen
  const startedAt = now()
  const directory = await createRunDirectory(undefined, settings.out)
  const { run, lock } = directory
  const journal = beginJournal(directory, {
    startedAt,
    contracts,
    discovered: seen,
    settings,
    planned: [],
  })
  const byCaller = stop === undefined ? {} : { signal: stop, tell: () => {} }
  const interruption = new Interruption({
    ...settings.limits,
    started: performance.now(),
    ...byCaller,
  })
  const { signal } = interruption
  try {
    const whys: string[] = []
    const context = new RunContext({
      ...{ run, contracts, journal, sessions, target, signal, readers },
      deadlines: settings.deadlines,
      budget: settings.budget,
      limits: settings.limits.resources,
      onImpossible: ({ message }) => whys.push(message),
    })
    const kinds = probedKinds(contracts)
    const probes = await Promise.all(kinds.map((kind) => tried(context, kind, whys)))
    const deadlineMs = settings.deadlines.bootMs
    const { left, unseen } = await interruption.whileCleaningUp(
      settings.deadlines.cleanUpMs,
      (signal) => cleanUpRun({ run, journal, sessions, contracts, deadlineMs, signal }),
    )
    journal.append({ type: 'run-finished', at: now(), interrupted: signal.aborted, wallMs: 0 })
    journal.close()
    if (left.length > 0 || unseen !== undefined) return { probes, left: directory.path }
    rmSync(directory.path, { recursive: true })
    return { probes }
  } finally {
    interruption.close()
    lock.release()
  }
}

async function tried(run: RunContext, kind: LeaseKind, whys: readonly string[]): Promise<Probe> {
  const began = performance.now()
  const taken = () => ({ kind: kind.resource, ms: Math.round(performance.now() - began) })
  try {
    await kind.make(run, run.channel('member', run.trace('arrange')))
    return { ...taken(), made: true }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const why = whys.find((one) => one.includes(message)) ?? message
    return { ...taken(), made: false, why }
  }
}
