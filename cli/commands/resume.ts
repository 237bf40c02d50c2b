import type { Command } from 'commander'
import type { ResumeFlags } from '../resume-run.ts'
import { addTargetOptions } from '../target-options.ts'

export function addResumeCommand(program: Command): void {
  const command = program
    .command('resume')
    .summary('go on with a run that was broken off')
    .description(
      'Goes on where the journal of a run ends: removes what the run has left on its cloud, ' +
        'performs the cases that have no verdict yet, and reports the whole as one run. Verdicts ' +
        'that are there stay, and so do waivers, accepted gaps and strictness. Name the same ' +
        'cloud and personas as for the run.',
    )
    .argument('<run>', 'folder of a run, such as reports/latest')
  addTargetOptions(command)
    .option('--max-time <time>', 'let no case go on after 90s, 30m or 2h')
    .option(
      '--baseline <results>',
      'an earlier run (folder or results.json): only what is worse now fails this one',
    )
    .option('--verbose', 'print each request and what was answered, without secrets, on stderr')
    .option('--json', 'print results.json, and progress as plain lines on stderr')
    .action(async (named: string, flags: ResumeFlags) => {
      const { resumeRun } = await import('../resume-run.ts')
      process.exitCode = await resumeRun(named, flags)
    })
}
