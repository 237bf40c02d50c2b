import { join } from 'node:path'
import { costOf } from '../../fixtures/core/planning/cost.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { SiteStore } from '../../site/data/store.ts'
import { targetIdOf } from '../../site/data/target-id.ts'
import { monitorOrder } from '../../site/history/monitor-order.ts'
import { newsOf } from '../../site/history/news-of.ts'
import { historiesOf, runsOf } from '../../site/history/read-site.ts'
import type { TargetHistory } from '../../site/history/target-history.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { temporaryFolder } from '../../src/temporary-folder.ts'
import { scenarios } from '../../suites/suites.ts'
import { settingsOf } from '../command-settings.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { leadRun, type RunFlags } from '../lead-run.ts'
import { addToSite, takeIn } from './publish.ts'
import { checkSite } from './site-folder.ts'
import { tellNews } from './tell-news.ts'

export interface MonitorFlags extends RunFlags {
  readonly site: string
  readonly notifyCommand?: string
  readonly label?: string
  /** The name under which the target is listed on the site. */
  readonly asTarget?: string
  /** False for --no-keep. */
  readonly keep: boolean
}

/** The most requests that a run sends: it ends early where the plan was too hopeful. */
const MOST_REQUESTS = 200
/** Discovery with all personas, and the look for leftovers at the end. */
const AROUND = 60
/** A case takes more requests than the plan says where states are slow. */
const MORE = 2.5

/**
 * `attest monitor`: a small run for a timer. Tests what has changed lately and one case of each cell
 * in turn, publishes the run, and speaks only of what has changed since the runs before, and of failures that
 * no run before has tested. Returns the exit code: 0 there is nothing new, 1 there is.
 */
export async function monitor(flags: MonitorFlags): Promise<number> {
  const { site, notifyCommand, keep, label, asTarget } = flags
  checkSite(site)
  const known = historiesIn(site)
  const out = flags.out ?? join(temporaryFolder('attest-monitor-'), 'run')
  const led = await leadRun({
    ...flags,
    out,
    quiet: true,
    requests: MOST_REQUESTS,
    narrowed: (cases, target) => chosen(cases, historyOf(known, target, asTarget), flags),
  })
  if (!led.isClean) {
    const cleanUp = `attest cleanup ${escapeControls(led.path)}`
    process.stderr.write(`attest: the run may have left something on the cloud: ${cleanUp}\n`)
  }
  if (led.code === EXIT.interrupted) return led.code
  const taken = await takeIn(led.path, {
    ...(asTarget !== undefined && { as: asTarget }),
    ...(label !== undefined && { label }),
  })
  const [target = ''] = await addToSite(site, [taken], keep)
  const history = historiesIn(site).find(({ id }) => id === target)
  const news = history === undefined ? [] : newsOf(history, taken.run.run)
  if (news.length === 0) return EXIT.conformant
  tellNews(news, notifyCommand)
  return EXIT.nonConformant
}

function historiesIn(site: string): readonly TargetHistory[] {
  const store = new SiteStore(site)
  return historiesOf(runsOf(store, store.index()?.runs ?? []))
}

type Named = Parameters<NonNullable<RunFlags['narrowed']>>[1]

/** The history of the target of this run, if the site has it. */
function historyOf(
  histories: readonly TargetHistory[],
  target: Named,
  as: string | undefined,
): TargetHistory | undefined {
  const runs = histories.map(({ id, newest }) => ({ id, run: newest.run }))
  const named = as === undefined ? target : { ...target, name: as, title: as }
  const id = targetIdOf({ target: { ...named, services: {} } }, runs)
  return histories.find((history) => history.id === id)
}

/** As many cases, in the order of the monitor, as the requests allow; in the order of the plan. */
function chosen(
  cases: readonly PlannedCase[],
  history: TargetHistory | undefined,
  flags: RunFlags,
): PlannedCase[] {
  const { budget } = settingsOf(flags)
  const runnable = cases.filter(({ settled }) => settled === undefined)
  const taken: PlannedCase[] = []
  for (const each of monitorOrder(runnable, history, Date.now())) {
    const { requests } = costOf([...taken, each], scenarios, budget)
    if (requests * MORE + AROUND <= MOST_REQUESTS) taken.push(each)
  }
  const ids = new Set(taken)
  return cases.filter((each) => ids.has(each))
}
