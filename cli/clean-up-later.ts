import { cleanUp } from '../api/clean-up.ts'
import { escapeControls } from '../reports/text/escape-controls.ts'
import { settingsOf } from './command-settings.ts'
import { EXIT } from './errors/exit-codes.ts'
import { renewReports } from './explore/renew-reports.ts'
import { jsonText } from './print-json.ts'
import type { TargetFlags } from './target-options.ts'

/** `attest cleanup`: removes what a run has left, prints it, and returns the exit code. */
export async function cleanUpLater(named: string, flags: TargetFlags): Promise<number> {
  const settings = settingsOf(flags)
  const { run, embedded, outstanding, leaked, unseen } = await cleanUp(named, { settings })
  if (embedded) {
    process.stdout.write(
      'The run was on the embedded reference cloud, which ended with the run: nothing is left.\n',
    )
    return EXIT.conformant
  }
  if (flags.json === true)
    process.stdout.write(jsonText({ run, outstanding, leaked, unseen: unseen ?? null }))
  else report(outstanding, leaked, unseen)
  await renewReports(named)
  return leaked.length === 0 && unseen === undefined ? EXIT.conformant : EXIT.inconclusive
}

function report(
  outstanding: number,
  leaked: readonly { readonly kind: string; readonly id: string; readonly name: string }[],
  unseen: string | undefined,
): void {
  if (unseen !== undefined)
    process.stdout.write(`It is not known whether more is left: ${escapeControls(unseen)}\n`)
  if (leaked.length === 0) {
    if (unseen !== undefined) return
    process.stdout.write(
      outstanding === 0
        ? 'Nothing was left.\n'
        : `Removed all ${outstanding} resources that were left.\n`,
    )
    return
  }
  process.stdout.write(`Still there (${leaked.length}):\n`)
  for (const { kind, id, name } of leaked)
    process.stdout.write(`  ${kind} ${escapeControls(id)} ${escapeControls(name)}\n`)
}
