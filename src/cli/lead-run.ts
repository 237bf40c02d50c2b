import { closeSessions } from '../discover/open-sessions.ts'
import { loadContracts } from '../openapi/load-contract.ts'
import { packageVersion } from '../package-root.ts'
import { Journal, now } from '../run/journal.ts'
import { settingsOf } from './command-settings.ts'
import { Interruption } from './interruption.ts'
import { chooseTarget } from './run-steps/0-choose-target.ts'
import { discover } from './run-steps/1-discover.ts'
import { plan, wantedBy } from './run-steps/2-plan.ts'
import { fitPlan } from './run-steps/fit-plan.ts'
import { createRunDirectory } from './run-steps/run-directory.ts'
import { seeThrough } from './see-through.ts'
import type { ScopeFlags, TargetFlags } from './target-options.ts'
import { UsageError } from './usage-error.ts'

export interface RunFlags extends TargetFlags, ScopeFlags {
  readonly out?: string
  readonly acceptNotTested?: string[]
  readonly strict?: boolean
  readonly verbose?: boolean
}

/** Leads a run through its steps and returns the exit code. */
export async function leadRun(flags: RunFlags): Promise<number> {
  const started = performance.now()
  const settings = settingsOf(flags)
  const contracts = loadContracts()
  const wanted = wantedBy(flags, contracts)
  const interruption = new Interruption()
  const chosen = await chooseTarget(settings, flags.release)
  try {
    const { target, sessions } = await discover(chosen, settings, contracts)
    try {
      const fitted = fitPlan(plan(target, contracts, settings, wanted), target, settings)
      const { cases } = fitted
      refuseEmpty(cases)
      // Loading Allure takes longer than finding out that a run cannot begin.
      const { reportRun } = await import('./run-steps/5-report.ts')
      const directory = createRunDirectory(flags.out, settings.out)
      const journal = new Journal(directory.journal)
      journal.append({
        type: 'run-started',
        at: now(),
        run: directory.run,
        suite: {
          version: packageVersion,
          specs: [...contracts.values()].map(({ file, digest }) => ({ document: file, digest })),
        },
        target: target.identity,
        accepted: settings.acceptNotTested,
        ...(settings.strict && { strict: true }),
      })
      journal.append({ type: 'planned', at: now(), cases })
      await seeThrough({
        ...{ directory, journal, cases, fitted, target, sessions, chosen, settings, contracts },
        started,
        interruption: interruption.signal,
        json: flags.json === true,
        verbose: flags.verbose === true,
      })
      return await reportRun(directory.path, contracts, { json: flags.json === true })
    } finally {
      await closeSessions(sessions)
    }
  } finally {
    interruption.close()
    await chosen.close()
  }
}

function refuseEmpty(cases: readonly { readonly settled?: unknown }[]): void {
  if (cases.length > 0) return
  throw new UsageError('the plan is empty: nothing of the contract was chosen; widen --requirement')
}
