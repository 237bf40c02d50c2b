import type { Command } from 'commander'
import type { PublishFlags } from '../site/publish.ts'
import { collect } from '../target-options.ts'

export function addPublishCommand(program: Command): void {
  program
    .command('publish')
    .summary('put verified runs on a site')
    .description(
      'Verifies bundles and runs, judges them again by this version of the suite, takes them into ' +
        'a site (a folder of static pages) and builds its pages anew. A bundle that is broken, ' +
        'foreign, expired or not signed by the trusted keys is refused, and the site stays as it was.',
    )
    .argument('<run...>', 'certificate.attest.zip, or the folder of a run')
    .requiredOption('--site <folder>', 'folder of the site; it is made if there is none')
    .option(
      '--trust <file>',
      'public key that must have signed a bundle (repeatable: all must have)',
      collect,
    )
    .option('--as <name>', 'name of the cloud on the site (default: that of the run)')
    .option(
      '--release <name>',
      'release that runs there, where several offer the same microversions',
    )
    .option('--label <text>', 'what runs there, in words, such as versions')
    .option(
      '--no-keep',
      'do not keep bundles and journals in the site: they cannot be judged again',
    )
    .action(async (paths: string[], flags: PublishFlags) => {
      const { publish } = await import('../site/publish.ts')
      process.exitCode = await publish(paths, flags)
    })
}
