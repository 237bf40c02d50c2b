import { relative } from 'node:path'
import type { CleanedUp } from '../fixtures/core/ledger/clean-up.ts'
import { targetTitle } from '../reports/services.ts'
import { escapeControls } from '../reports/text/escape-controls.ts'
import { closeSessions, originsOf } from '../src/discover/open-sessions.ts'
import type { Beginning } from '../src/journal/events/run-events.ts'
import { now } from '../src/journal/journal.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { ownValue } from '../src/own-value.ts'
import type { PlannedCase } from '../src/plan/case.ts'
import type { RunLock } from '../src/run/run-lock.ts'
import { checkWaivers } from '../src/settings/check-waivers.ts'
import { parseShard } from '../src/settings/shard-flag.ts'
import { baselineFor } from './baseline.ts'
import { scopeOf } from './certification/scope.ts'
import { UsageError } from './errors/usage-error.ts'
import { executeRun } from './execute-run.ts'
import { failedIn, withFailedOf } from './findings/failed-of.ts'
import { refuseInsecurity, warnOfInsecurity } from './insecure-transport.ts'
import { Interruption } from './interruption.ts'
import { accessOf, chooseTarget } from './run-steps/0-choose-target.ts'
import { discover } from './run-steps/1-discover.ts'
import { partOf, requirementIds } from './run-steps/2-plan.ts'
import { reportRun } from './run-steps/5-report.ts'
import { beginJournal } from './run-steps/begin-journal.ts'
import { fitPlan } from './run-steps/fit-plan.ts'
import { createRunDirectory, keepBeginning } from './run-steps/run-directory.ts'
import { tellNotes } from './run-steps/target-notes.ts'
import type { ScopeFlags, TargetFlags } from './target-options.ts'

export interface RunFlags extends TargetFlags, ScopeFlags {
  readonly out?: string
  readonly acceptNotTested?: string[]
  readonly strict?: boolean
  readonly waivers?: string
  readonly baseline?: string
  readonly verbose?: boolean
  /** True when no number is given. */
  readonly failFast?: number | true
  /** The earlier run whose failed cases begin. */
  readonly firstFailed?: string
  /**
   * Not an option of a plain run: a run for a certificate does not begin over an insecure
   * connection.
   */
  readonly securely?: boolean
  /** Not an option: nothing is printed at the end, and progress is not either. */
  readonly quiet?: boolean
  /** Not an option: chooses cases of the plan for this target. */
  readonly narrowed?: (
    cases: readonly PlannedCase[],
    target: { readonly name: string; readonly title: string; readonly authUrl: string },
  ) => PlannedCase[]
}

export interface LedRun {
  /** The exit code. */
  readonly code: number
  readonly path: string
}

/**
 * Leads a run through its steps; returns the exit code and the folder of the run. Where the cloud refuses
 * the first thing that is made and says which setting it would take, the run begins again with that one. The
 * journal until then is kept.
 */
export async function leadRun(given: RunFlags): Promise<LedRun> {
  const started = performance.now()
  let flags = await withFailedOf(given)
  for (;;) {
    const led = await leadOnce(flags, started)
    if (!('setting' in led)) return led
    flags = { ...flags, beganAs: [...(flags.beganAs ?? []), led] }
  }
}

async function leadOnce(flags: RunFlags, started: number): Promise<LedRun | Beginning> {
  const { beganAs = [] } = flags
  const first = await failedIn(flags.firstFailed)
  const startedAt = now()
  const { settings, contracts, wanted, planFor } = scopeOf(flags, packagedContracts())
  const isPart = flags.shard !== undefined
  if (isPart) parseShard(flags.shard)
  checkWaivers(settings.waivers, requirementIds(packagedContracts()))
  const baseline = await baselineFor(flags.baseline, isPart, ({ requirement, operation }) =>
    wanted(requirement, operation),
  )
  const interruption = new Interruption({
    ...settings.limits,
    started,
    beginsAgain: ({ setting }) => !beganAs.some((before) => before.setting === setting),
  })
  const chosen = await chooseTarget(settings, flags.release)
  let lock: RunLock | undefined
  try {
    const discovered = await discover(chosen, settings, contracts, {
      signal: interruption.signal,
      onBrokenOff: (reason) => interruption.breakOff(reason),
    })
    const { target, sessions } = discovered
    try {
      const origins = originsOf(sessions)
      if (flags.securely === true) refuseInsecurity(origins.all)
      warnOfInsecurity(origins.all)
      tellNotes(discovered)
      const { identity } = target
      const planned = planFor(target)
      const named = { ...identity, title: targetTitle(identity) }
      const whole = flags.narrowed?.(planned, named) ?? planned
      refuseEmpty(whole)
      const { cases: part, shard } = partOf(whole, flags.shard)
      // All parts are cut from the same plan, before each is fitted to its limits.
      const fitted = fitPlan(part, target, settings)
      const { cases } = fitted
      const directory = await createRunDirectory(flags.out, settings.out)
      lock = directory.lock
      const fittedSettings = { ...settings, budget: fitted.budget }
      const journal = beginJournal(directory, {
        ...{ startedAt, contracts, discovered, settings: fittedSettings, planned: part },
        ...(shard && { shard }),
        beganAs,
      })
      const cleanedUp = await executeRun({
        ...{ directory, journal, cases, fitted, target, sessions, settings, contracts },
        access: accessOf(chosen, settings),
        ...{ started, first },
        ...(flags.failFast !== undefined && { failFast: failFastOf(flags.failFast) }),
        interruption,
        json: flags.json === true,
        verbose: flags.verbose === true,
        quiet: flags.quiet === true,
      })
      const { correction } = interruption
      if (correction !== undefined && isClean(cleanedUp)) {
        const kept = keepBeginning(directory, { isNamed: flags.out !== undefined })
        process.stderr.write(
          `attest: the journal until here is kept in ${escapeControls(relative('', kept))}\n`,
        )
        const was = ownValue(settings.wishes.values, correction.setting)
        return { run: directory.run, ...correction, ...(was !== undefined && { was }) }
      }
      const code = await reportRun(directory.path, {
        json: flags.json === true,
        quiet: flags.quiet === true,
        isOwnJournal: true,
        baseline,
      })
      return { code, path: directory.path }
    } finally {
      await closeSessions(sessions)
    }
  } finally {
    interruption.close()
    await chosen.close()
    lock?.release()
  }
}

function isClean({ left, unseen }: CleanedUp): boolean {
  return left.length === 0 && unseen === undefined
}

function refuseEmpty(cases: readonly { readonly settled?: unknown }[]): void {
  if (cases.length > 0) return
  throw new UsageError('the plan is empty: no requirement was selected; widen --requirement')
}

/** The number of failed cases after which a run ends; 1 by default. */
function failFastOf(flag: number | true): number {
  return flag === true ? 1 : flag
}
