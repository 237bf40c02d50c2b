import { relative } from 'node:path'
import { withRun } from '../../api/with-run.ts'
import { attempts } from '../../explore/attempts.ts'
import { type Explored, explore, repeatGiven } from '../../explore/explore.ts'
import { wantedOn } from '../../explore/generate/wanted-on.ts'
import { lengthOf } from '../../explore/history/history.ts'
import { RunContext } from '../../fixtures/core/case/run-context.ts'
import { cutLine } from '../../reports/exploration/end-lines.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { JournalError } from '../../src/journal/journal-error.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { chosenDocuments } from '../../src/settings/chosen-documents.ts'
import { settingsOf } from '../command-settings.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { tellNotes } from '../progress/tell-notes.ts'
import type { TargetFlags } from '../target-options.ts'
import { commandAgain } from './command-again.ts'
import { exitCodeOf } from './exit-code.ts'
import { readHistory, writeHistory } from './history-file.ts'
import { checkCalls, orderOf } from './order.ts'
import { recorded, recordOrder } from './recorded.ts'
import { reportExploration, tell } from './report-exploration.ts'
import { tellResult } from './tell-result.ts'

export interface ExploreFlags extends TargetFlags {
  readonly time: number
  readonly seed?: number
  readonly lanes: number
  readonly length: number
  readonly histories?: number
  readonly history?: string
  readonly strict?: boolean
  readonly out?: string
}

/** Progress is told after so many ms. */
const TELL_EVERY_MS = 2_000

/** `attest explore`. Returns the exit code. */
export async function exploreTarget(flags: ExploreFlags): Promise<number> {
  const settings = settingsOf(flags)
  const contracts = chosenDocuments(settings, packagedContracts())
  const given = flags.history === undefined ? undefined : readHistory(flags.history)
  const order = orderOf(flags, given)
  const { result, directory, left, unseen, isByUser } = await withRun(
    {
      ...{ settings, contracts, release: flags.release, out: flags.out },
      onDiscovered(seen) {
        tellNotes(seen)
        checkCalls(order, seen.target, flags.history)
      },
      onBegun: (journal) => recordOrder(journal, order),
    },
    async ({ options }) => {
      const context = new RunContext(options)
      return recorded(context, () =>
        order.kind === 'given'
          ? repeatGiven(order.history, order.times, attempts(context, flags.strict === true))
          : exploring(context, flags, order.seed),
      )
    },
  )
  const { found, cutShort } = result
  const path = relative(process.cwd(), directory.path)
  const file = found && writeHistory(directory.path, found.tried.history)
  const again = file && commandAgain(flags, relative(process.cwd(), file))
  tell([...tellResult(result, again), ...(cutShort ? [cutLine(cutShort)] : []), ''])
  const isReported = await report(directory.path)
  const isCleanedUp = left.length === 0 && unseen === undefined
  if (!isCleanedUp) note(`something is left: attest cleanup ${path} removes it`)
  const code = exitCodeOf(result, isCleanedUp)
  if (code !== EXIT.conformant && code !== EXIT.nonConformant) return code
  if (isByUser) return EXIT.interrupted
  return code === EXIT.conformant && !isReported ? EXIT.inconclusive : code
}

/** What was found is told all the same where its journal cannot be judged again. */
async function report(folder: string): Promise<boolean> {
  try {
    await reportExploration(folder, 'reports')
    return true
  } catch (error) {
    if (!(error instanceof JournalError)) throw error
    note(`no reports were made: ${error.message}`)
    return false
  }
}

async function exploring(
  context: RunContext,
  flags: ExploreFlags,
  seed: number,
): Promise<Explored> {
  note(`seed ${seed}; --seed ${seed} begins with the same histories`)
  const began = performance.now()
  let told = began
  let smallerSince = began
  const isTime = (): boolean => {
    if (performance.now() - told < TELL_EVERY_MS) return false
    told = performance.now()
    return true
  }
  return explore(context, {
    wanted: wantedOn(context.target, flags),
    seed,
    timeMs: flags.time,
    isStrict: flags.strict === true,
    ...(flags.histories !== undefined && { most: flags.histories }),
    onTried({ verdict }, count) {
      if (verdict.code === 'broken') {
        const name = `history ${count} (seed ${seed + count - 1})`
        note(`${name} breaks ${verdict.rule}; making it smaller`)
        return
      }
      if (verdict.code === 'undecided') note(`history ${count} is undecided: ${verdict.message}`)
      if (!isTime()) return
      const left = Math.max(0, Math.round((flags.time - (told - began)) / 1000))
      note(`exploring: ${count} histories, none broken · about ${left} s left`)
    },
    onSmaller({ history, verdict }, count, most) {
      if (count === 1) smallerSince = performance.now()
      if (!isTime()) return
      const was = verdict.code === 'broken' ? 'breaks a rule' : 'breaks none'
      const perTryMs = (told - smallerSince) / (count - 1)
      const left = Math.round(((most - count) * perTryMs) / 1000)
      // The first one has no time of its own: nobody knows when it was begun.
      const time = count === 1 ? '' : ` · at most about ${left} s left`
      note(
        `making it smaller: try ${count} of at most ${most}, ${lengthOf(history)} calls, ${was}${time}`,
      )
    },
  })
}

/** A line beside the results. */
function note(text: string): void {
  process.stderr.write(`attest: ${escapeControls(text)}\n`)
}
