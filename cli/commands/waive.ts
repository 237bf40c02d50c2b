import type { Command } from 'commander'
import type { WaiveFlags } from '../findings/waive-finding.ts'

export function addWaiveCommand(program: Command): void {
  program
    .command('waive')
    .summary('accept a finding of a run until a day')
    .description(
      'Writes waivers of a finding into a file for attest run --waivers: one for each promise that it ' +
        'breaks, at the microversions where it failed. Waivers that the file has already are kept.',
    )
    .argument('<run>', 'folder of a run, such as reports/latest')
    .argument('<finding>', 'a finding of it, such as F1: attest show <run> lists them')
    .requiredOption('--owner <name>', 'person or team that is responsible for it')
    .requiredOption('--until <day>', 'the last day on which it applies, such as 2031-12-31')
    .option('--reason <text>', 'why; every report prints it (default: the title of the finding)')
    .option('--issue <link>', 'link to the issue about it')
    .option('--file <file>', 'the file to write to', 'waivers.yaml')
    .action(async (run: string, finding: string, flags: WaiveFlags) => {
      const { waiveFinding } = await import('../findings/waive-finding.ts')
      await waiveFinding(run, finding, flags)
    })
}
