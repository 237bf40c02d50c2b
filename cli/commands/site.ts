import type { Command } from 'commander'
import { upTo } from '../count-option.ts'

export function addSiteCommand(program: Command): void {
  const site = program
    .command('site')
    .summary('look at a site, and build it anew')
    .description('Works on the folder of a site that attest publish made.')
  site
    .command('serve')
    .summary('serve a site on this machine')
    .description('Serves the pages on 127.0.0.1 until Ctrl-C, and prints where.')
    .argument('<folder>', 'folder of the site')
    .option('--port <number>', 'port (default: a free one)', upTo(65_535))
    .action(async (folder: string, flags: { port?: number }) => {
      const { serveSite } = await import('../site/serve-site.ts')
      process.exitCode = await serveSite(folder, flags)
    })
  site
    .command('build')
    .summary('build all pages anew')
    .description(
      'Builds all pages of a site anew from its data, as after an update of Attest. With --judge ' +
        'each run whose bundle or journal was kept is judged again by this version first.',
    )
    .argument('<folder>', 'folder of the site')
    .option('--judge', 'judge the runs again')
    .action(async (folder: string, flags: { judge?: boolean }) => {
      const { rebuildSite } = await import('../site/rebuild-site.ts')
      process.exitCode = await rebuildSite(folder, flags)
    })
}
