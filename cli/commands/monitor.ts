import type { Command } from 'commander'
import type { MonitorFlags } from '../site/monitor.ts'
import { addDocumentOption, addTargetOptions } from '../target-options.ts'

export function addMonitorCommand(program: Command): void {
  const command = program
    .command('monitor')
    .summary('look at a cloud now and then, and say what has changed')
    .description(
      'A small run for a timer, of at most 200 requests: what has changed lately, and one case of each ' +
        'operation and status in turn over days. Publishes the run on a site, and speaks only when a ' +
        'verdict is another one than before, with the cause, or a promise fails that no run has tested ' +
        'before; each once. Exit code: 0 there is nothing new, 1 there is, 2 the run could not start.',
    )
  addDocumentOption(addTargetOptions(command))
    .requiredOption('--site <folder>', 'folder of the site; it is made if there is none')
    .option(
      '--notify-command <command>',
      'run this when something has changed: the changes are on its standard input, and as JSON in ATTEST_CHANGES',
    )
    .option('--as-target <name>', 'name of the cloud on the site (default: that of the run)')
    .option('--label <text>', 'what runs there, in words, such as versions')
    .option('--out <folder>', 'folder of the run (default: a temporary one)')
    .option('--no-keep', 'do not keep the journal in the site')
    .action(async (flags: MonitorFlags) => {
      const { monitor } = await import('../site/monitor.ts')
      process.exitCode = await monitor(flags)
    })
}
