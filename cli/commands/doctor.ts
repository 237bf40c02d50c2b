import type { Command } from 'commander'
import type { DoctorFlags } from '../doctor/examine.ts'
import { addDocumentOption, addTargetOptions } from '../target-options.ts'

export function addDoctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .summary('find out what of a cloud can be tested')
    .description(
      'Authenticates every persona, reads the catalog and the version documents, looks for what ' +
        'cases need of a cloud, and prints what a run could and could not test, with what to do ' +
        'about it. Creates nothing, unless --probe is given.',
    )
  addDocumentOption(addTargetOptions(command))
    .option('--json', 'print the findings as JSON')
    .option('--probe', 'also make one of each resource that cases need, and remove it again')
    .action(async (flags: DoctorFlags) => {
      const { examine } = await import('../doctor/examine.ts')
      process.exitCode = await examine(flags)
    })
}
