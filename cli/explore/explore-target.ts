import { relative } from 'node:path'
import { withRun } from '../../api/with-run.ts'
import { RunContext } from '../../fixtures/core/case/run-context.ts'
import { cutLine } from '../../reports/exploration/end-lines.ts'
import { targetTitle } from '../../reports/services.ts'
import { JournalError } from '../../src/journal/journal-error.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { chosenDocuments } from '../../src/settings/chosen-documents.ts'
import { settingsOf } from '../command-settings.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { note } from '../progress/note.ts'
import { tellNotes } from '../progress/tell-notes.ts'
import type { TargetFlags } from '../target-options.ts'
import { commandAgain } from './command-again.ts'
import { exitCodeOf } from './exit-code.ts'
import { readHistory, writeHistory } from './history-file.ts'
import { checkCalls, orderOf } from './order.ts'
import { exploring, repeating } from './perform-order.ts'
import { recorded, recordOrder } from './recorded.ts'
import { reportExploration, tell } from './report-exploration.ts'
import { SpokenProgress } from './spoken-progress.ts'
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

/** `attest explore`. Returns the exit code. */
export async function exploreTarget(flags: ExploreFlags): Promise<number> {
  const settings = settingsOf(flags)
  const contracts = chosenDocuments(settings, packagedContracts())
  const given = flags.history === undefined ? undefined : readHistory(flags.history)
  const order = orderOf(flags, given)
  const progress = new SpokenProgress()
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
      progress.tell(`exploring ${targetTitle(options.target.identity)}`)
      const explored = await recorded(context, () =>
        order.kind === 'given'
          ? repeating(context, order, progress)
          : exploring(context, flags, order.seed, progress),
      )
      progress.goOn('cleaning up')
      return explored
    },
  ).finally(() => progress.end())
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
