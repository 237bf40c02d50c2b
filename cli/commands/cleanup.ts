import type { Command } from 'commander'
import { addTargetOptions, type TargetFlags } from '../target-options.ts'

export function addCleanupCommand(program: Command): void {
  const command = program
    .command('cleanup')
    .summary('remove what an interrupted run has left on its cloud')
    .description(
      'Deletes the resources that the journal of a run names and that still exist. Touches only those ' +
        'that have the name and the tag of the run. Name the same cloud as for ' +
        'the run: --cloud NAME.',
    )
    .argument('<run>', 'folder of a run, such as reports/latest')
  addTargetOptions(command).action(async (named: string, flags: TargetFlags) => {
    const { cleanUpLater } = await import('../clean-up-later.ts')
    process.exitCode = await cleanUpLater(named, flags)
  })
}
