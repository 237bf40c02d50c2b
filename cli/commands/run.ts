import { type Command, Option } from 'commander'
import { asCount } from '../count-option.ts'
import type { RunFlags } from '../lead-run.ts'
import { addScopeOptions, addTargetOptions, collect } from '../target-options.ts'

export function addRunCommand(program: Command): void {
  const command = program
    .command('run')
    .summary('test a cloud')
    .description(
      'Tests a cloud: discovers what it has, plans the cases, performs them, cleans up, and ' +
        'reports. Without a cloud, the embedded reference cloud is started and tested. ' +
        'Everything that is created is named attest-<run>-… and deleted at the end, also after ' +
        'Ctrl-C; after a crash `attest cleanup <run>` does it.',
    )
  addScopeOptions(addTargetOptions(command))
    .option('--out <folder>', 'folder of this run (default: a new one in reports/runs)')
    .option(
      '--accept-not-tested <code>',
      'accept a known gap, such as missing-persona; the report says so (repeatable)',
      collect,
    )
    .option('--waivers <file>', 'a file of known failures, besides those in attest.yaml')
    .option(
      '--baseline <results>',
      'an earlier run (folder or results.json): only what is worse now fails this one',
    )
    .option('--max-time <time>', 'stop all cases after this time, such as 90s, 30m or 2h')
    .option(
      '--first-failed <run>',
      'begin with the cases that failed in this run (folder or results.json)',
    )
    .option('--fail-fast [number]', 'end the run after this many failed cases (1)', asCount)
    .option('--verbose', 'print each request and its answer, without secrets, on stderr')
    .option('--strict', 'failed recommendations (SHOULD) fail the run too')
    .addOption(new Option('--json', 'print results.json, and progress as plain lines on stderr'))
    .action(async (flags: RunFlags) => {
      const { leadRun } = await import('../lead-run.ts')
      process.exitCode = (await leadRun(flags)).code
    })
}
