import type { Command } from 'commander'
import {
  addDocumentOption,
  addTargetOptions,
  type ScopeFlags,
  type TargetFlags,
} from '../target-options.ts'

export function addDoctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .summary('find out what of a cloud can be tested')
    .description(
      'Authenticates every persona, reads the catalog and the version documents, looks for what ' +
        'cases need of a cloud, and prints what a run could and could not test, with what to do ' +
        'about it. Creates nothing.',
    )
  addDocumentOption(addTargetOptions(command))
    .option('--json', 'print the findings as JSON')
    .action(async (flags: TargetFlags & ScopeFlags) => {
      const { examine } = await import('../examine.ts')
      await examine(flags)
    })
}
