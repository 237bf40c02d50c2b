import type { Command } from 'commander'
import type { MergeFlags } from '../merge-parts.ts'

export function addMergeCommand(program: Command): void {
  program
    .command('merge')
    .summary('join the parts of a run that was split with --shard')
    .description(
      'Joins the parts of a run into one, with all its reports and its verdict, as if one machine ' +
        'had done it. Refuses parts that do not belong together: of another target, plan or ' +
        'version; and a missing or duplicated part.',
    )
    .argument('<run...>', 'folders of the parts')
    .option('--out <folder>', 'folder of the merged run (default: a new one in reports/runs)')
    .option('--config <file>', 'settings (default: attest.yaml, if there is one)')
    .option(
      '--baseline <results>',
      'an earlier run (folder or results.json): only what is worse now fails this one',
    )
    .option('--json', 'print results.json')
    .action(async (runs: string[], flags: MergeFlags) => {
      const { mergeParts } = await import('../merge-parts.ts')
      process.exitCode = await mergeParts(runs, flags)
    })
}
