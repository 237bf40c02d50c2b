import { createLogUpdate } from 'log-update'
import type { OpenProgress, Progress } from '../../api/progress.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import type { EventOf } from '../../src/journal/events/journal-event.ts'
import { JournalTail } from '../../src/journal/journal-tail.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { ProgressState } from './progress-state.ts'

/** How often the journal is read, in ms. */
const LOOK_EVERY = 250
/** How often a line is printed where there is no terminal, in ms. */
const LINE_EVERY = 10_000

/** How a command shows a run: as plain lines with `--json`, each exchange with `--verbose`. */
export function progressOf(flags: {
  readonly json?: boolean
  readonly verbose?: boolean
  readonly quiet?: boolean
}): OpenProgress {
  const { json: plain = false, verbose = false, quiet = false } = flags
  return (journal, cases) => openProgress(journal, cases, { plain, verbose, quiet })
}

/**
 * Shows on stderr how far a run is, read from its journal: one changing line on a terminal, and a
 * new line from time to time elsewhere.
 */
function openProgress(
  journal: string,
  cases: readonly PlannedCase[],
  {
    plain,
    verbose = false,
    quiet = false,
  }: { readonly plain: boolean; readonly verbose?: boolean; readonly quiet?: boolean },
): Progress {
  if (quiet) return { says: () => {}, close: () => {} }
  const state = new ProgressState(cases, performance.now())
  const tail = new JournalTail(journal)
  const screen = process.stderr
  const changing = screen.isTTY && !plain && !verbose ? createLogUpdate(screen) : undefined
  let step = 'performing'
  let lastLine = performance.now()
  const show = (): void => {
    for (const event of tail.unread()) {
      state.enter(event)
      if (verbose && event.type === 'exchange') screen.write(`attest: ${inOneLine(event)}\n`)
    }
    const line = describe(step, state)
    if (changing !== undefined) {
      changing(line.slice(0, Math.max(20, (screen.columns ?? 80) - 1)))
    } else if (performance.now() - lastLine >= LINE_EVERY) {
      lastLine = performance.now()
      screen.write(`attest: ${line}\n`)
    }
  }
  const timer = setInterval(show, LOOK_EVERY)
  return {
    says(next) {
      step = next
      if (changing === undefined) lastLine = -LINE_EVERY
      show()
    },
    close() {
      clearInterval(timer)
      tail.close()
      changing?.clear()
    },
  }
}

/** The journal holds no secrets, so this line holds none. */
function inOneLine({ case: id, phase, exchange }: EventOf<'exchange'>) {
  const { persona, request, response, failure, durationMs } = exchange
  const outcome = response?.status ?? failure ?? 'no answer'
  const line = `${persona}: ${request.method} ${request.url}: ${outcome} in ${durationMs} ms`
  return escapeControls(`${line} (${id ?? 'shared'}, ${phase})`)
}

function describe(step: string, state: ProgressState): string {
  const now = performance.now()
  const left = state.timeLeft(now)
  const waitsFor = state.waitsFor(now)
  const parts = [
    `${step}: ${state.done}/${state.total} cases`,
    ...(state.failed > 0 ? [`${state.failed} failed, the first ${state.firstFailed}`] : []),
    ...(state.errors > 0 ? [`${state.errors} errors`] : []),
    `${state.requests} requests`,
    ...(left !== undefined && step === 'performing'
      ? [`about ${Math.ceil(left / 1000)} s left`]
      : []),
    ...(waitsFor !== '' ? [`waiting for: ${waitsFor}`] : []),
  ]
  return parts.join(' · ')
}
