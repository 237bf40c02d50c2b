import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { costOf } from '../../fixtures/core/planning/cost.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { SiteStore } from '../../site/data/store.ts'
import { targetIdOf } from '../../site/data/target-id.ts'
import { monitorOrder } from '../../site/history/monitor-order.ts'
import { historiesOf, runsOf } from '../../site/history/read-site.ts'
import type { TargetHistory } from '../../site/history/target-history.ts'
import type { Transition } from '../../site/history/transitions.ts'
import { causeWords } from '../../site/pages/verdict-mark.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { temporaryFolder } from '../../src/temporary-folder.ts'
import { scenarios } from '../../suites/suites.ts'
import { settingsOf } from '../command-settings.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { leadRun, type RunFlags } from '../lead-run.ts'
import { addToSite, takeIn } from './publish.ts'

export interface MonitorFlags extends RunFlags {
  readonly site: string
  readonly notifyCommand?: string
  readonly label?: string
  /** The name under which the target is listed on the site. */
  readonly asTarget?: string
  /** False for --no-keep. */
  readonly keep: boolean
}

/** The most requests of a run for which it is planned. */
const MOST_REQUESTS = 200
/** Discovery with all personas, and the look for leftovers at the end. */
const AROUND = 60
/** A case takes more requests than the plan says where states are slow. */
const MORE = 2

/**
 * `attest monitor`: a small run for a timer. Tests what has changed lately and one case of each cell
 * in turn, publishes the run, and speaks only of what has changed since the runs before. Returns the
 * exit code: 0 nothing has, 1 something has.
 */
export async function monitor(flags: MonitorFlags): Promise<number> {
  const { site, notifyCommand, keep, label, asTarget } = flags
  const known = historiesIn(site)
  const out = flags.out ?? join(temporaryFolder('attest-monitor-'), 'run')
  const led = await leadRun({
    ...flags,
    out,
    quiet: true,
    narrowed: (cases, target) => chosen(cases, historyOf(known, target, asTarget), flags),
  })
  if (led.code === EXIT.interrupted) return led.code
  const taken = await takeIn(led.path, {
    ...(asTarget !== undefined && { as: asTarget }),
    ...(label !== undefined && { label }),
  })
  const [target = ''] = await addToSite(site, [taken], keep)
  const changes = historiesIn(site)
    .filter(({ id }) => id === target)
    .flatMap(({ transitions }) => transitions)
    .filter(({ after }) => after.run.run === taken.run.run)
  if (changes.length === 0) return EXIT.conformant
  const text = changes.map(changeLine).join('\n')
  process.stdout.write(`${text}\n`)
  if (notifyCommand !== undefined) notify(notifyCommand, text, changes)
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

function changeLine({ target, promise, from, to, cause, reason }: Transition): string {
  const why = reason === null ? '' : `; ${reason}`
  return escapeControls(`${target}: ${promise} ${from} → ${to}, ${causeWords(cause)}${why}`)
}

/** Runs a command of the user with the changes on its standard input, and as JSON in its environment. */
function notify(command: string, text: string, changes: readonly Transition[]): void {
  const facts = changes.map(({ target, promise, from, to, cause, reason }) => ({
    ...{ target, promise, from, to, cause, reason },
  }))
  const { status, error } = spawnSync(command, {
    shell: true,
    input: `${text}\n`,
    env: { ...process.env, ATTEST_CHANGES: JSON.stringify(facts) },
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  if (status === 0) return
  const ended = error === undefined ? `ended with ${status}` : error.message
  process.stderr.write(`attest: --notify-command ${escapeControls(ended)}; correct the command\n`)
}
