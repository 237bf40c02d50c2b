import { findRunDirectory } from '../../api/steps/run-directory.ts'
import { targetTitle } from '../../reports/services.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { UsageError } from '../errors/usage-error.ts'
import { jsonText } from '../print-json.ts'
import { filesDifference } from './files-difference.ts'
import { type JudgedExploration, judgeExploration } from './judge-exploration.ts'
import { suiteOf } from './suite-of.ts'

interface Flags {
  readonly trust?: readonly string[]
  readonly head?: string
  readonly expectTarget?: string
  readonly expectKey?: readonly string[]
  readonly json?: boolean
}

/**
 * `attest verify` of the folder of an exploration: judges it again and prints the result; returns the
 * exit code. Throws UsageError for the folder of a run, and for options about certificates.
 */
export async function verifyExploration(named: string, flags: Flags): Promise<number> {
  const option = flags.trust
    ? 'trust'
    : flags.expectTarget
      ? 'expect-target'
      : flags.expectKey
        ? 'expect-key'
        : undefined
  if (option !== undefined) {
    throw new UsageError(
      `--${option} is about certificates, and ${named} is a folder; leave it out`,
    )
  }
  const { path, journal } = findRunDirectory(named)
  if (!(await suiteOf(journal)).isExploration) {
    throw new UsageError(
      `${named} is a run, and no exploration: a run is verified by its bundle; attest certify makes one`,
    )
  }
  const started = performance.now()
  const judged = compared(await judgeExploration(journal), path, flags.head)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(flags.json === true ? jsonText(jsonOf(judged), 2) : textOf(judged, seconds))
  return judged.code === 'as-recorded' ? EXIT.conformant : EXIT.nonConformant
}

/** What is known of it besides the journal has to say the same. */
function compared(
  judged: JudgedExploration,
  path: string,
  head: string | undefined,
): JudgedExploration {
  if (judged.code === 'different') return judged
  const difference =
    head !== undefined && !judged.passed(head)
      ? `the journal never ended in ${head}, so it is not the journal of that exploration`
      : filesDifference(path, judged)
  return difference === undefined ? judged : { code: 'different', difference }
}

function textOf(judged: JudgedExploration, seconds: string): string {
  if (judged.code === 'different') return `NOT VERIFIED  ${escapeControls(judged.difference)}\n`
  const { explored, exploration, exchanges, record, head } = judged
  const { found } = explored
  const { interrupted = false } = exploration.finished ?? {}
  const result =
    found === undefined
      ? `nothing was found in ${explored.histories} histories, which proves nothing`
      : `the smallest history that breaks ${ruleOf(found.tried.verdict)} is ${found.tried.group}`
  return [
    `VERIFIED  ${escapeControls(targetTitle(record.target))}: ${result}${interrupted ? ' (interrupted)' : ''}`,
    `${exploration.histories.length} histories and ${exchanges} exchanges judged again, in ${seconds} s`,
    `journal ends in ${head}`,
    '',
  ].join('\n')
}

function ruleOf(verdict: { readonly code: string; readonly rule?: string }): string {
  return verdict.rule ?? verdict.code
}

function jsonOf(judged: JudgedExploration): object {
  if (judged.code === 'different') return { ok: false, difference: judged.difference }
  const { explored, exploration, exchanges, head } = judged
  const { histories, calls, undecided, found } = explored
  const { group, verdict } = found?.tried ?? {}
  return {
    ok: true,
    ...{ histories, calls, undecided, judged: exploration.histories.length, exchanges, head },
    ...(verdict?.code === 'broken' && { found: { history: group, rule: verdict.rule } }),
  }
}
