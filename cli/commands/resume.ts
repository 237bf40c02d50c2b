import type { Command } from 'commander'
import type { ResumeFlags } from '../resume-run.ts'
import { addTargetOptions } from '../target-options.ts'

export function addResumeCommand(program: Command): void {
  const command = program
    .command('resume')
    .summary('continue an interrupted run')
    .description(
      'Continues at the end of the journal of a run: removes what the run has left on its cloud, ' +
        'performs the cases that have no verdict yet, and reports the whole as one run. Verdicts ' +
        'that exist are kept, and so are waivers, accepted gaps and strictness. Name the same ' +
        'cloud and personas as for the run.',
    )
    .argument('<run>', 'folder of a run, such as reports/latest')
  addTargetOptions(command)
    .option('--max-time <time>', 'stop all cases after this time, such as 90s, 30m or 2h')
    .option(
      '--baseline <results>',
      'an earlier run (folder or results.json): only what is worse now fails this one',
    )
    .option('--verbose', 'print each request and its answer, without secrets, on stderr')
    .option('--json', 'print results.json, and progress as plain lines on stderr')
    .action(async (named: string, flags: ResumeFlags) => {
      const { resumeRun } = await import('../resume-run.ts')
      process.exitCode = await resumeRun(named, flags)
    })
}
