import { relative } from 'node:path'
import { discover } from '../api/discover.ts'
import { Interruption } from '../api/interruption/interruption.ts'
import { plan } from '../api/plan.ts'
import { performing } from '../api/run.ts'
import { requirementIds } from '../api/steps/2-plan.ts'
import { keepBeginning } from '../api/steps/run-directory.ts'
import type { CleanedUp } from '../fixtures/core/ledger/clean-up.ts'
import { targetTitle } from '../reports/services.ts'
import { escapeControls } from '../reports/text/escape-controls.ts'
import { originsOf } from '../src/discover/open-sessions.ts'
import type { Beginning } from '../src/journal/events/run-events.ts'
import { now } from '../src/journal/journal.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { RequestBudget } from '../src/openstack/http/request-budget.ts'
import { ownValue } from '../src/own-value.ts'
import type { PlannedCase } from '../src/plan/case.ts'
import { BrokenOff } from '../src/run/break-off.ts'
import { checkWaivers } from '../src/settings/check-waivers.ts'
import { parseShard } from '../src/settings/shard-flag.ts'
import { baselineFor } from './baseline.ts'
import { scopeOfFlags } from './certification/scope-of-flags.ts'
import { failedIn, withFailedOf } from './findings/failed-of.ts'
import { refuseInsecurity, warnOfInsecurity } from './insecure-transport.ts'
import { progressOf } from './progress/open-progress.ts'
import { tellNotes } from './progress/tell-notes.ts'
import { reportRun } from './report-run.ts'
import { requestOf, type ScopeFlags, type TargetFlags } from './target-options.ts'

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
  /** Not an option: the most requests that are sent. */
  readonly requests?: number
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
  /** Whether all that the run has made was seen gone. */
  readonly isClean: boolean
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
  const { settings, contracts, wanted } = scopeOfFlags(flags)
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
  try {
    const discovery = await discover({
      ...{ settings, contracts },
      ...(flags.release !== undefined && { release: flags.release }),
      signal: interruption.signal,
      onBrokenOff: (reason) => interruption.breakOff(reason),
      ...(flags.requests !== undefined && { requests: budgetOf(flags.requests, interruption) }),
    })
    try {
      const origins = originsOf(discovery.sessions)
      if (flags.securely === true) refuseInsecurity(origins.all)
      warnOfInsecurity(origins.all)
      tellNotes(discovery)
      const options = {
        ...(flags.out !== undefined && { out: flags.out }),
        ...{ interruption, startedAt, started, beganAs },
        ...(first !== undefined && { first }),
        ...(flags.failFast !== undefined && { failFast: failFastOf(flags.failFast) }),
        openProgress: progressOf(flags),
      }
      const { identity } = discovery.target
      const named = { ...identity, title: targetTitle(identity) }
      const planned = plan(
        discovery,
        requestOf(flags),
        (cases) => flags.narrowed?.(cases, named) ?? cases,
      )
      return await performing(discovery, planned, options, async (performed) => {
        const { directory, cleanedUp } = performed
        const { correction } = interruption
        if (correction !== undefined && isClean(cleanedUp)) {
          const kept = keepBeginning(directory, { isNamed: flags.out !== undefined })
          process.stderr.write(
            `attest: the journal until here is kept in ${escapeControls(relative('', kept))}\n`,
          )
          const was = ownValue(settings.wishes.values, correction.setting)
          return { run: directory.run, ...correction, ...(was !== undefined && { was }) }
        }
        const { json = false, quiet = false } = flags
        const shown = { json, quiet, isOwnJournal: true, baseline }
        const code = await reportRun(directory.path, shown)
        return { code, path: directory.path, isClean: isClean(cleanedUp) }
      })
    } finally {
      await discovery.close()
    }
  } finally {
    interruption.close()
  }
}

/** Where none is left, cleaning up ends too. */
function budgetOf(most: number, interruption: Interruption): RequestBudget {
  const onSpent = (): void => interruption.breakOff(new BrokenOff('over-budget'))
  return new RequestBudget({ most, enough: most }, { onSpent })
}

function isClean({ left, unseen }: CleanedUp): boolean {
  return left.length === 0 && unseen === undefined
}

/** The number of failed cases after which a run ends; 1 by default. */
function failFastOf(flag: number | true): number {
  return flag === true ? 1 : flag
}
