import type { Command } from 'commander'

export function addReportCommand(program: Command): void {
  program
    .command('report')
    .summary('render the reports of a run again')
    .description(
      'Renders every report of a run from its journal: results.json, the matrix, the Allure ' +
        'report. Also for runs that were interrupted or have crashed, and for explorations.',
    )
    .argument('<run>', 'folder of a run, such as reports/latest')
    .option(
      '--baseline <results>',
      'an earlier run (folder or results.json): only what is worse now fails this one',
    )
    .option('--json', 'print results.json')
    .action(async (named: string, flags: { json?: boolean; baseline?: string }) => {
      const { rm } = await import('node:fs/promises')
      const { openRunDirectory } = await import('../run-steps/run-directory.ts')
      const { reportRun } = await import('../run-steps/5-report.ts')
      const { whileAlone } = await import('../../src/run/run-lock.ts')
      const { readRun } = await import('../../reports/results/read-results.ts')
      const directory = openRunDirectory(named)
      const { suiteOf } = await import('../explore/suite-of.ts')
      if ((await suiteOf(directory.journal)).isExploration) {
        const { reportAgain } = await import('../explore/report-exploration.ts')
        process.exitCode = await whileAlone(directory.path, () =>
          reportAgain(directory.path, flags),
        )
        return
      }
      const baseline =
        flags.baseline === undefined ? undefined : (await readRun(flags.baseline)).results
      process.exitCode = await whileAlone(directory.path, async () => {
        // All results are made from the journal. Without this, those that Vitest wrote would be
        // kept.
        await rm(directory.allureResults, { recursive: true, force: true })
        return reportRun(directory.path, { json: flags.json === true, baseline })
      })
    })
}
