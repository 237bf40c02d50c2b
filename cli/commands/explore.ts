import { type Command, InvalidArgumentError, Option } from 'commander'
import { asCount, countUpTo } from '../count-option.ts'
import { UsageError } from '../errors/usage-error.ts'
import type { ExploreFlags } from '../explore/explore-target.ts'
import { addTargetOptions } from '../target-options.ts'

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 }

export function addExploreCommand(program: Command): void {
  const command = program
    .command('explore')
    .summary('try generated histories of calls, and look whether they make sense together')
    .description(
      'Generates histories: the calls of the API documents and what happens around them, one after ' +
        'the other and at the same time, on resources of its own. Every answer, and what ' +
        'is there in the end, must follow from some order of the calls. The first history that does ' +
        'not is made as small as possible and printed. Finding nothing proves nothing.',
    )
  addTargetOptions(command)
    .addOption(
      new Option(
        '--time <time>',
        'for how long new histories are begun, such as 90s, 10m or 2h; making smaller what was found takes up to some minutes more',
      )
        .argParser(asTime)
        .default(60_000, '60s'),
    )
    .option('--seed <number>', 'begin with the histories of this seed', countUpTo(MOST_SEED))
    .option('--lanes <number>', 'the most lanes of calls at the same time', countUpTo(8), 4)
    .option('--length <number>', 'the most calls of a history', countUpTo(100), 12)
    .option('--histories <number>', 'the most histories', asCount)
    .option('--history <file>', 'repeat this history, which an exploration has written')
    .option(
      '--strict',
      'count what is known of upstream releases (docs/errata.md) as found, too; else it is only told',
    )
    .option('--out <folder>', 'folder of this run (default: a new one in reports/runs)')
    .action(async (flags: ExploreFlags) => {
      if (flags.history !== undefined) refuseSizes(command)
      const { exploreTarget } = await import('../explore/explore-target.ts')
      process.exitCode = await exploreTarget(flags)
    })
}

/** Seeds of later histories follow, and fast-check takes numbers of 32 bits. */
const MOST_SEED = 1_000_000_000

/** One history that is repeated has its own sizes. Throws UsageError. */
function refuseSizes(command: Command): void {
  for (const name of ['time', 'seed', 'lanes', 'length', 'histories']) {
    if (command.getOptionValueSource(name) !== 'cli') continue
    throw new UsageError(`--${name} is about generated histories: leave it out beside --history`)
  }
}

function asTime(text: string): number {
  const [, number, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? []
  const ms = Number(number) * (UNITS[unit ?? ''] ?? Number.NaN)
  if (ms > 0) return ms
  throw new InvalidArgumentError('Expected a time such as 90s, 10m or 2h.')
}
