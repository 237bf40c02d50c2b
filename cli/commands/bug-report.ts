import type { Command } from 'commander'

export function addBugReportCommand(program: Command): void {
  program
    .command('bug-report')
    .summary('pack a run for a report, without secrets')
    .description(
      'Packs what others need to understand a run: its journal, its results, versions and the ' +
        'environment, without secrets. It prints the list of what is in it; the list is in the ' +
        'archive too. Nothing is sent.',
    )
    .argument('<run>', 'folder of a run, such as reports/latest')
    .option('--out <file>', 'the archive (default: attest-bug-report-<run>.zip)')
    .option('--json', 'print the list as JSON')
    .action(async (named: string, flags: { out?: string; json?: boolean }) => {
      const { bugReport } = await import('../bug-report/bug-report.ts')
      await bugReport(named, flags)
    })
}
