import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { withRun } from '../../api/with-run.ts'
import { attempts } from '../../explore/attempts.ts'
import { type Explored, explore, repeatGiven } from '../../explore/explore.ts'
import { wantedOn } from '../../explore/generate/wanted-on.ts'
import { RunContext } from '../../fixtures/core/case/run-context.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { JournalError } from '../../src/journal/journal-error.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { chosenDocuments } from '../../src/settings/chosen-documents.ts'
import { settingsOf } from '../command-settings.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { tellNotes } from '../progress/tell-notes.ts'
import type { TargetFlags } from '../target-options.ts'
import { readHistory } from './history-file.ts'
import { checkPersonas, orderOf } from './order.ts'
import { recorded } from './recorded.ts'
import { reportExploration } from './report-exploration.ts'
import { tellFound } from './tell-found.ts'

export interface ExploreFlags extends TargetFlags {
  readonly time: number
  readonly seed?: number
  readonly lanes: number
  readonly length: number
  readonly histories?: number
  readonly history?: string
  readonly out?: string
}

/** Progress is told after so many ms. */
const TELL_EVERY_MS = 2_000

/** `attest explore`. Returns the exit code. */
export async function exploreTarget(flags: ExploreFlags): Promise<number> {
  const settings = settingsOf(flags)
  const contracts = chosenDocuments(settings, packagedContracts())
  const given = flags.history === undefined ? undefined : readHistory(flags.history)
  const { result, directory, left, unseen, isByUser } = await withRun(
    {
      ...{ settings, contracts, release: flags.release, out: flags.out },
      onDiscovered: tellNotes,
    },
    async ({ options }) => {
      const context = new RunContext(options)
      checkPersonas(given, context, flags.history)
      const order = orderOf(flags, given)
      return recorded(context, order, () =>
        order.kind === 'given'
          ? repeatGiven(order.history, order.times, attempts(context))
          : exploring(context, flags, order.seed),
      )
    },
  )
  const { found } = result
  const path = relative(process.cwd(), directory.path)
  if (found !== undefined) {
    const file = join(directory.path, 'history.json')
    writeFileSync(file, `${JSON.stringify(found.tried.history, undefined, 2)}\n`)
    for (const line of tellFound(found)) process.stdout.write(`${escapeControls(line)}\n`)
    process.stdout.write(
      `again: attest explore --history ${relative(process.cwd(), file)}, with the same cloud\n\n`,
    )
  } else process.stdout.write(`nothing found: ${summaryOf(result)}\n\n`)
  try {
    await reportExploration(directory.path)
  } catch (error) {
    // What was found is told all the same.
    if (!(error instanceof JournalError)) throw error
    tell(`no reports were made: ${error.message}`)
  }
  if (left.length > 0 || unseen !== undefined) {
    tell(`something is left: attest cleanup ${path} removes it`)
    return EXIT.inconclusive
  }
  if (isByUser) return EXIT.interrupted
  return found !== undefined ? EXIT.nonConformant : EXIT.conformant
}

async function exploring(
  context: RunContext,
  flags: ExploreFlags,
  seed: number,
): Promise<Explored> {
  tell(`seed ${seed}; --seed ${seed} begins with the same histories`)
  const began = performance.now()
  let told = began
  return explore(context, {
    wanted: wantedOn(context.target, flags),
    seed,
    timeMs: flags.time,
    ...(flags.histories !== undefined && { most: flags.histories }),
    onTried({ verdict }, count) {
      if (verdict.code === 'broken') {
        tell(
          `history ${count} (seed ${seed + count - 1}) breaks ${verdict.rule}; making it smaller`,
        )
      }
      if (verdict.code === 'undecided') tell(`history ${count} is undecided: ${verdict.message}`)
      if (performance.now() - told < TELL_EVERY_MS) return
      told = performance.now()
      const left = Math.max(0, Math.round((flags.time - (told - began)) / 1000))
      tell(`exploring: ${count} histories, none broken · about ${left} s left`)
    },
  })
}

function summaryOf({ histories, calls, undecided }: Explored): string {
  const open = undecided === 0 ? '' : `, ${undecided} undecided`
  return `${histories} histories, ${calls} calls${open}. This is no proof that the cloud conforms.`
}

function tell(text: string): void {
  process.stderr.write(`attest: ${escapeControls(text)}\n`)
}
