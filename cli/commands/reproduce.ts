import type { Command } from 'commander'
import { addTargetOptions, type TargetFlags } from '../target-options.ts'

export function addReproduceCommand(program: Command): void {
  const command = program
    .command('reproduce')
    .summary('arrange a finding on its cloud again, and stop before the broken call')
    .description(
      'Arranges what the first case of a finding needs, as in the run: same persona, same ' +
        'microversion. It prints the call that is broken, and what shows its effect, as curl ' +
        'commands for a shell, and does not send it. Everything is removed when you press Enter, at ' +
        'Ctrl-C, when the time is over, and at once when the standard input is closed. Name the ' +
        'same cloud and personas as for the run.',
    )
    .argument('<run>', 'folder of a run, such as reports/latest')
    .argument('<finding>', 'a finding of it, such as F1')
  addTargetOptions(command)
    .option('--max-time <time>', 'remove everything after this time, such as 90s or 30m (15m)')
    .action(async (run: string, finding: string, flags: TargetFlags & { maxTime?: string }) => {
      const { reproduceFinding } = await import('../reproduce/reproduce-finding.ts')
      process.exitCode = await reproduceFinding(run, finding, flags)
    })
}
