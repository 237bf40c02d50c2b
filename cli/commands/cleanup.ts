import type { Command } from 'commander'
import { addTargetOptions, type TargetFlags } from '../target-options.ts'

export function addCleanupCommand(program: Command): void {
  const command = program
    .command('cleanup')
    .summary('remove what a broken-off run has left on its cloud')
    .description(
      'Deletes what the journal of a run names and the target still has. Touches only what is ' +
        'in the journal and carries the name and the tag of the run. Name the same cloud as for ' +
        'the run: --cloud NAME.',
    )
    .argument('<run>', 'folder of a run, such as reports/latest')
  addTargetOptions(command).action(async (named: string, flags: TargetFlags) => {
    const { cleanUpLater } = await import('../clean-up-later.ts')
    process.exitCode = await cleanUpLater(named, flags)
  })
}
