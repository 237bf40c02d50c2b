import { isDeepStrictEqual } from 'node:util'
import type { CleanedUp } from '../fixtures/core/ledger/clean-up.ts'
import { offerText } from '../reports/services.ts'
import { closeSessions, originsOf } from '../src/discover/open-sessions.ts'
import type { Target } from '../src/discover/target.ts'
import { Journal, now } from '../src/journal/journal.ts'
import { recordOrigins } from '../src/journal/origins-first.ts'
import { readUnchanged } from '../src/journal/read-journal.ts'
import type { RunRecord } from '../src/journal/record/run-record.ts'
import type { Contracts } from '../src/openapi/contract.ts'
import { ownValue } from '../src/own-value.ts'
import type { PlannedCase } from '../src/plan/case.ts'
import { whileAlone } from '../src/run/run-lock.ts'
import type { Settings } from '../src/settings/settings.ts'
import { wasEmbedded } from './embedded.ts'
import { UsageError } from './errors/usage-error.ts'
import { Interruption } from './interruption/interruption.ts'
import { type Names, refuseUnknownOptions } from './known-options.ts'
import type { OpenProgress } from './progress.ts'
import { readSettings } from './read-settings.ts'
import { report } from './report.ts'
import type { FinishedRun, Performed } from './run.ts'
import { contractsOfRun } from './scope/contracts-of-run.ts'
import { refuseOtherPersonas } from './scope/refuse-other-personas.ts'
import { refuseOtherPlan } from './scope/refuse-other-plan.ts'
import { refuseOtherProject } from './scope/refuse-other-project.ts'
import { accessOf, chooseTarget } from './steps/0-choose-target.ts'
import { type Discovered, discover } from './steps/1-discover.ts'
import { cleanUpRun } from './steps/4-clean-up.ts'
import { executeRun } from './steps/execute-run.ts'
import { fitPlan } from './steps/fit-plan.ts'
import { recordTarget } from './steps/record-target.ts'
import { openRunDirectory, type RunDirectory } from './steps/run-directory.ts'

export interface ResumeOptions {
  /** By default those of `attest.yaml` in the working directory, if it is there, and the run's cloud. */
  readonly settings?: Settings
  /** The release whose versions the embedded reference cloud has, where that is tested. */
  readonly release?: string
  /** Its abort interrupts the run, which then cleans up. */
  readonly signal?: AbortSignal
  /** Called with a line for the user. */
  readonly onNote?: (line: string) => void
  readonly openProgress?: OpenProgress
}

const KNOWN: Names<ResumeOptions> = {
  ...{ settings: true, release: true, signal: true, onNote: true, openProgress: true },
}

/** What the command line knows beside. */
export interface LedResumption extends Pick<ResumeOptions, 'release' | 'openProgress'> {
  readonly settings: Settings
  /** When this process began to work on the run, on the monotonic clock. */
  readonly started: number
  readonly interruption: Interruption
  /** Called when the journal was read, before anything is done. */
  readonly onRead?: (record: RunRecord) => Promise<void>
  /** Called when the target was looked at and found to be that of the run. */
  readonly onDiscovered?: (discovered: Discovered) => void
}

/**
 * Continues a run at the end of its journal: removes what it has left on the target, performs the
 * cases without a verdict, and reports all of it as one run. `named` is the folder of the run.
 *
 * Throws UsageError where the cloud, the project, the personas, the plan or the documents are not those
 * of the run, or nothing is left to do, and what {@link discover} throws; refuses a journal that was changed.
 */
export async function resume(named: string, options: ResumeOptions = {}): Promise<FinishedRun> {
  refuseUnknownOptions('resume', options, KNOWN)
  const { settings = readSettings(), onNote = () => {}, ...rest } = options
  const { signal = new AbortController().signal } = rest
  const started = performance.now()
  const interruption = new Interruption({ ...settings.limits, started, signal, tell: onNote })
  try {
    const led = { ...rest, settings, started, interruption }
    return await resuming(named, led, async ({ directory, cleanedUp }) => {
      const rendered = await report(directory.path)
      return { ...rendered, path: directory.path, cleanedUp }
    })
  } finally {
    interruption.close()
  }
}

/**
 * Continues a run; then calls `finish`, while the folder of the run is still locked, and returns its
 * result. {@link resume} is this with reports, and the command line is this with a screen.
 */
export async function resuming<T>(
  named: string,
  options: LedResumption,
  finish: (performed: Performed) => Promise<T>,
): Promise<T> {
  const found = openRunDirectory(named)
  return whileAlone(found.path, async () => {
    const { record } = await readUnchanged(found.journal)
    const directory = { ...found, run: record.run }
    const cleanedUp = await resumeAlone(named, directory, record, options)
    return await finish({ directory, cleanedUp })
  })
}

async function resumeAlone(
  named: string,
  directory: RunDirectory,
  record: RunRecord,
  { interruption, started, openProgress, ...options }: LedResumption,
): Promise<CleanedUp> {
  const resumedAt = now()
  const contracts = contractsOfRun(record)
  refuseOtherDocuments(record, contracts)
  const open = openCases(record)
  if (open.length === 0) {
    throw new UsageError(
      `${named}: all of its cases have a verdict; attest report renders it again`,
    )
  }
  await options.onRead?.(record)
  const given = correctedSettings(options.settings, record)
  const isEmbedded = wasEmbedded(record.target, given)
  const cloud = given.cloud ?? (isEmbedded ? undefined : record.target.name)
  const settings = { ...given, ...(cloud !== undefined && { cloud }) }
  const chosen = await chooseTarget(settings, options.release)
  try {
    const discovered = await discover(chosen, settings, contracts, {
      signal: interruption.signal,
      onBrokenOff: (reason) => interruption.breakOff(reason),
    })
    const { target, sessions } = discovered
    try {
      refuseOtherTarget(record, target, isEmbedded)
      if (!isEmbedded) {
        refuseOtherProject(record.personaAccess, sessions)
        refuseOtherPersonas(record, sessions)
      }
      refuseOtherPlan(record.planned, target, contracts)
      options.onDiscovered?.(discovered)
      const fitted = fitPlan(open, target, settings)
      const journal = new Journal(directory.journal)
      journal.append({ type: 'run-resumed', at: resumedAt })
      recordOrigins(journal, originsOf(sessions))
      const fittedSettings = { ...settings, budget: fitted.budget }
      recordTarget(record.run, journal, discovered, fittedSettings, contracts)
      if (isEmbedded) forgetAll(record, journal)
      const left = { run: record.run, deadlineMs: settings.deadlines.bootMs }
      await interruption.whileCleaningUp(settings.deadlines.cleanUpMs, (signal) =>
        cleanUpRun({ ...left, journal, sessions, contracts, signal }),
      )
      return await executeRun({
        ...{ directory, journal, target, sessions, settings, contracts },
        access: accessOf(chosen, settings),
        started,
        cases: fitted.cases,
        fitted,
        earlierMs: record.wallMs,
        ledgerCount: record.resources.length,
        interruption,
        ...(openProgress && { openProgress }),
      })
    } finally {
      await closeSessions(sessions)
    }
  } finally {
    await chosen.close()
  }
}

/** What the run had learned from refusals of the cloud holds, unless the user has changed the setting. */
function correctedSettings(given: Settings, { beganAs }: RunRecord): Settings {
  const { values } = given.wishes
  const unchanged = beganAs.filter(({ setting, was }) =>
    isDeepStrictEqual(ownValue(values, setting), was),
  )
  const learned = Object.fromEntries(unchanged.map(({ setting, value }) => [setting, value]))
  return { ...given, wishes: { ...given.wishes, values: { ...values, ...learned } } }
}

/** The planned cases that have no verdict of their own: not begun, torn, or broken off. */
function openCases({ cases, planned }: RunRecord): PlannedCase[] {
  const ended = new Set(cases.filter(({ ended }) => ended).map((each) => each.planned.id))
  return planned.filter(({ id, settled }) => settled === undefined && !ended.has(id))
}

/** Verdicts of different contracts are not combined in one result. */
function refuseOtherDocuments({ suite }: RunRecord, contracts: Contracts): void {
  const now = new Map([...contracts.values()].map(({ file, digest }) => [file, digest]))
  for (const { document, digest } of suite.specs) {
    if (now.get(document) === digest) continue
    throw new UsageError(
      `${document} is not what it was when the run began: resume it with Attest ${suite.version} as it was then, or begin a new run`,
    )
  }
}

function refuseOtherTarget({ target: then }: RunRecord, { identity }: Target, embedded: boolean) {
  if (!embedded && identity.authUrl !== then.authUrl) {
    throw new UsageError(
      `the run was on ${then.authUrl}, but ${identity.name} is ${identity.authUrl}: name the run's own cloud with --cloud`,
    )
  }
  for (const [id, service] of Object.entries(then.services)) {
    const now = ownValue(identity.services, id)
    const [was, is] = [offerText(service), now ? offerText(now) : 'nothing']
    if (was === is) continue
    throw new UsageError(
      `the target offered ${was} of ${service.title} when the run began, and offers ${is}: begin a new run`,
    )
  }
}

/** The leftovers of an embedded cloud are gone, because the cloud ended with its process. */
function forgetAll({ resources }: RunRecord, journal: Journal): void {
  for (const { key, gone } of resources) {
    if (!gone) journal.append({ type: 'resource-gone', at: now(), key })
  }
}
