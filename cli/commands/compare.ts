import type { Command } from 'commander'

export function addCompareCommand(program: Command): void {
  program
    .command('compare')
    .summary('show what changed from one run to another')
    .description(
      'Compares two runs promise by promise and field by field, regressions first. Each is named ' +
        'by its folder or its results.json; with two folders, the fields of the answers are ' +
        'compared too. Exit code: 0 no promise is worse, 1 a promise that decides is broken now, ' +
        '3 one is not tested any more.',
    )
    .argument('<before>', 'folder of a run, or its results.json')
    .argument('<after>', 'the other')
    .option('--json', 'print the differences as JSON')
    .action(async (before: string, after: string, flags: { json?: boolean }) => {
      const { compareRuns } = await import('../compare-runs.ts')
      process.exitCode = await compareRuns({ before, after }, flags)
    })
}
