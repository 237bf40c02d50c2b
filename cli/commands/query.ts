import type { Command } from 'commander'

export function addQueryCommand(program: Command): void {
  program
    .command('query')
    .summary('ask which promises clouds keep')
    .description(
      'Asks a site which promises match a query, such as "zed:pass & 2026.1:fail", "level:must ' +
        'any:fail" or "since:2026-10-01 cause:cloud": the same language as on the page of promises. ' +
        'Exit code: 0 there are some, 1 there is none.',
    )
    .argument('<query>', 'terms key:value, joined by & | ! and parentheses')
    .requiredOption('--site <folder>', 'folder of the site')
    .option('--json', 'print the promises and their verdicts as JSON')
    .action(async (query: string, flags: { site: string; json?: boolean }) => {
      const { querySite } = await import('../site/query-site.ts')
      process.exitCode = await querySite(query, flags)
    })
}
