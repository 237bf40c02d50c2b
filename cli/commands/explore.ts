import { type Command, InvalidArgumentError } from 'commander'
import { asCount } from '../count-option.ts'
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
    .option('--time <time>', 'for how long, such as 90s, 10m or 2h', asTime, 60_000)
    .option('--seed <number>', 'begin with the histories of this seed', asCount)
    .option('--lanes <number>', 'the most lanes of calls at the same time', asCount, 4)
    .option('--length <number>', 'the most calls of a history', asCount, 12)
    .option('--histories <number>', 'the most histories', asCount)
    .option('--history <file>', 'repeat this history, which an exploration has written')
    .option('--out <folder>', 'folder of this run (default: a new one in reports/runs)')
    .action(async (flags: ExploreFlags) => {
      const { exploreTarget } = await import('../explore/explore-target.ts')
      process.exitCode = await exploreTarget(flags)
    })
}

function asTime(text: string): number {
  const [, number, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? []
  const ms = Number(number) * (UNITS[unit ?? ''] ?? Number.NaN)
  if (ms > 0) return ms
  throw new InvalidArgumentError('Expected a time such as 90s, 10m or 2h.')
}
