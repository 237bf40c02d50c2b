import { isDeepStrictEqual } from 'node:util'
import { Interruption } from '../api/interruption/interruption.ts'
import { contractsOfRun } from '../api/scope/contracts-of-run.ts'
import { refuseOtherProject } from '../api/scope/refuse-other-project.ts'
import { accessOf, chooseTarget, wasEmbedded } from '../api/steps/0-choose-target.ts'
import { discover } from '../api/steps/1-discover.ts'
import { cleanUpRun } from '../api/steps/4-clean-up.ts'
import { executeRun } from '../api/steps/execute-run.ts'
import { fitPlan } from '../api/steps/fit-plan.ts'
import { recordTarget } from '../api/steps/record-target.ts'
import { openRunDirectory, type RunDirectory } from '../api/steps/run-directory.ts'
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
import { baselineFor } from './baseline.ts'
import { settingsOf } from './command-settings.ts'
import { UsageError } from './errors/usage-error.ts'
import { warnOfInsecurity } from './insecure-transport.ts'
import { progressOf } from './progress/open-progress.ts'
import { tellNotes } from './progress/tell-notes.ts'
import { refuseOtherPersonas } from './refuse-other-personas.ts'
import { refuseOtherPlan } from './refuse-other-plan.ts'
import { reportRun } from './report-run.ts'
import type { TargetFlags } from './target-options.ts'

export interface ResumeFlags extends TargetFlags {
  readonly maxServers?: string
  readonly maxVolumes?: string
  readonly maxTime?: string
  readonly baseline?: string
  readonly verbose?: boolean
}

/**
 * Continues a run at the end of its journal: removes what it has left on the target, performs the
 * cases without a verdict, and reports all of it as one run. Returns the exit code.
 */
export async function resumeRun(named: string, flags: ResumeFlags): Promise<number> {
  const found = openRunDirectory(named)
  return whileAlone(found.path, () => resumeAlone(named, found, flags))
}

async function resumeAlone(
  named: string,
  found: RunDirectory,
  flags: ResumeFlags,
): Promise<number> {
  const started = performance.now()
  const resumedAt = now()
  const { record } = await readUnchanged(found.journal)
  const directory = { ...found, run: record.run }
  const contracts = contractsOfRun(record)
  refuseOther(record, contracts)
  const open = openCases(record)
  if (open.length === 0) {
    throw new UsageError(
      `${named}: all of its cases have a verdict; attest report renders it again`,
    )
  }
  const wanted = new Set<string>(record.planned.map(({ requirement }) => requirement))
  const baseline = await baselineFor(
    flags.baseline,
    record.shard !== undefined,
    ({ requirement }) => wanted.has(requirement),
  )
  const given = correctedSettings(flags, record)
  const isEmbedded = wasEmbedded(record.target, given)
  const cloud = given.cloud ?? (isEmbedded ? undefined : record.target.name)
  const settings = { ...given, ...(cloud !== undefined && { cloud }) }
  const interruption = new Interruption({ ...settings.limits, started })
  const chosen = await chooseTarget(settings, flags.release)
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
      const origins = originsOf(sessions)
      warnOfInsecurity(origins.all)
      tellNotes(discovered)
      const fitted = fitPlan(open, target, settings)
      const journal = new Journal(directory.journal)
      journal.append({ type: 'run-resumed', at: resumedAt })
      recordOrigins(journal, origins)
      const fittedSettings = { ...settings, budget: fitted.budget }
      recordTarget(record.run, journal, discovered, fittedSettings, contracts)
      if (isEmbedded) forgetAll(record, journal)
      const left = { run: record.run, deadlineMs: settings.deadlines.bootMs }
      await interruption.whileCleaningUp(settings.deadlines.cleanUpMs, (signal) =>
        cleanUpRun({ ...left, journal, sessions, contracts, signal }),
      )
      await executeRun({
        ...{ directory, journal, target, sessions, settings, contracts },
        access: accessOf(chosen, settings),
        started,
        cases: fitted.cases,
        fitted,
        earlierMs: record.wallMs,
        ledgerCount: record.resources.length,
        interruption,
        openProgress: progressOf(flags),
      })
      return await reportRun(directory.path, {
        json: flags.json === true,
        baseline,
      })
    } finally {
      await closeSessions(sessions)
    }
  } finally {
    interruption.close()
    await chosen.close()
  }
}

/** What the run had learned from refusals of the cloud holds, unless the user has changed the setting. */
function correctedSettings(flags: ResumeFlags, { beganAs }: RunRecord): Settings {
  const given = settingsOf(flags)
  const unchanged = beganAs.filter(({ setting, was }) =>
    isDeepStrictEqual(ownValue(given.wishes.values, setting), was),
  )
  return settingsOf({ ...flags, beganAs: unchanged })
}

/** The planned cases that have no verdict of their own: not begun, torn, or broken off. */
function openCases({ cases, planned }: RunRecord): PlannedCase[] {
  const ended = new Set(cases.filter(({ ended }) => ended).map((each) => each.planned.id))
  return planned.filter(({ id, settled }) => settled === undefined && !ended.has(id))
}

/** Verdicts of different contracts are not combined in one result. */
function refuseOther({ suite }: RunRecord, contracts: Contracts): void {
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
