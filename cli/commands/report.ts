import type { Command } from 'commander'
import { UsageError } from '../errors/usage-error.ts'

interface ReportFlags {
  readonly json?: boolean
  readonly baseline?: string
  readonly subunit?: string
}

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
    .option(
      '--subunit <file>',
      'write the cases there as a stream of subunit v2 too, for stestr and testr',
    )
    .option('--json', 'print results.json')
    .action(async (named: string, flags: ReportFlags) => {
      const { rm } = await import('node:fs/promises')
      const { openRunDirectory } = await import('../../api/steps/run-directory.ts')
      const { reportRun } = await import('../report-run.ts')
      const { whileAlone } = await import('../../src/run/run-lock.ts')
      const { readRun } = await import('../../reports/results/read-results.ts')
      const directory = openRunDirectory(named)
      const { suiteOf } = await import('../explore/suite-of.ts')
      if ((await suiteOf(directory.journal)).isExploration) {
        if (flags.subunit !== undefined) {
          throw new UsageError(
            `--subunit is for the cases of runs, and ${named} is an exploration: leave it out`,
          )
        }
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
        const code = await reportRun(directory.path, { json: flags.json === true, baseline })
        if (flags.subunit !== undefined) {
          const { writeSubunit } = await import('../../reports/subunit/write-subunit.ts')
          await writeSubunit(directory.journal, flags.subunit)
        }
        return code
      })
    })
}
