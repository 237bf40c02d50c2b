import type { Command } from 'commander'
import {
  addScopeOptions,
  addTargetOptions,
  type ScopeFlags,
  type TargetFlags,
} from '../target-options.ts'

export function addPlanCommand(program: Command): void {
  const command = program
    .command('plan')
    .summary('show what a run would do, and its cost')
    .description(
      'Discovers the target, as a run does, and prints the cases that a run would have: how many ' +
        'of each operation, at which microversions, what is not tested and why, and what it would ' +
        'use of the cloud. Creates nothing.',
    )
  addScopeOptions(addTargetOptions(command))
    .option('--json', 'print the plan with all its cases')
    .action(async (flags: TargetFlags & ScopeFlags) => {
      const { showPlan } = await import('../show-plan.ts')
      await showPlan(flags)
    })
}
