import type { Command } from 'commander'
import {
  addDocumentOption,
  addTargetOptions,
  type ScopeFlags,
  type TargetFlags,
} from '../target-options.ts'

export function addExplainCommand(program: Command): void {
  const command = program
    .command('explain')
    .summary('show what is behind a requirement')
    .description(
      'Prints what a requirement promises, where the documents say so, at which microversions ' +
        'and as whom it is tested, what is sent, what passes, and what the documents and the ' +
        'releases disagree on. With --cloud, or --release for the reference cloud, also whether ' +
        'it can be tested there, and its cases. Creates nothing.',
    )
    .argument('<requirement>', "id of a requirement, or a glob such as '*:409:*'")
  addDocumentOption(addTargetOptions(command))
    .option('--json', 'print the explanation as JSON')
    .action(async (requirement: string, flags: TargetFlags & ScopeFlags) => {
      const { showExplanation } = await import('../explain/show-explanation.ts')
      await showExplanation(requirement, flags)
    })
}
