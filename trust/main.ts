import { availableParallelism } from 'node:os'
import { Command } from 'commander'
import { asCount } from '../cli/count-option.ts'
import { exitCodeAfter } from '../cli/errors/complain.ts'
import { collect } from '../cli/target-options.ts'
import { parsePersonaFlags } from '../src/settings/persona-flag.ts'
import { chooseFaults } from './choose-faults.ts'
import { chooseSequenceFaults } from './histories/choose-sequence-faults.ts'
import { performHistories, sentenceOf } from './histories/perform-histories.ts'
import { performPart } from './perform-part.ts'
import { digestOfEverything } from './workers/results-file.ts'

interface Flags {
  readonly fault?: string[]
  readonly document?: string[]
  readonly sample?: number | true
  readonly falseAlarms?: boolean
  readonly histories?: boolean
  readonly fresh?: boolean
  readonly list?: boolean
  readonly target?: string
  readonly persona?: string[]
  readonly workers: number
}

const program = new Command('trust')
  .description(
    'Breaks a conforming cloud in one way after the other and looks whether Attest sees it. ' +
      'What was found with the same code before is not tried again.',
  )
  .option('--fault <glob>', 'only faults like compute.attach/* (repeatable)', collect)
  .option(
    '--document <id>',
    'only faults of this API document, named as attest spec list does (repeatable)',
    collect,
  )
  .option('--sample [size]', 'a fixed part of the catalogue with faults of every kind', asCount)
  .option('--histories', 'faults of sequence and concurrency instead, looked for by attest explore')
  .option('--false-alarms', 'full runs on clouds without a fault instead')
  .option(
    '--target <name>',
    'entry of clouds.yaml: a sample of faults before a cloud that you have',
  )
  .option('--persona <name=entry>', 'its entry of a persona (repeatable)', collect)
  .option('--workers <number>', 'processes', asCount, availableParallelism())
  .option('--fresh', 'try again what is known')
  .option('--list', 'print the faults and try none')
  .exitOverride()

async function main(flags: Flags): Promise<number> {
  if (flags.histories === true) return await mainOfHistories(flags)
  const chosen = chooseFaults(flags)
  if (flags.list === true) {
    for (const { id, sentence } of chosen.flatMap(({ faults }) => faults)) {
      process.stdout.write(`${id}: ${sentence}\n`)
    }
    return 0
  }
  const order = {
    falseAlarms: flags.falseAlarms === true,
    fresh: flags.fresh === true,
    ...(flags.target !== undefined && { target: targetOf(flags.target, flags) }),
    workers: flags.workers,
    digest: digestOfEverything(),
  }
  let isGood = true
  for (const { part, ...faults } of chosen) {
    isGood = (await performPart(part, { ...order, ...faults })) && isGood
  }
  return isGood ? 0 : 1
}

async function mainOfHistories(flags: Flags): Promise<number> {
  const chosen = chooseSequenceFaults(flags)
  if (flags.list !== true) return (await performHistories(chosen, flags.workers)) ? 0 : 1
  for (const id of chosen) process.stdout.write(`${id}: ${sentenceOf(id)}\n`)
  return 0
}

function targetOf(name: string, { persona = [] }: Flags) {
  return { name, clouds: { ...parsePersonaFlags(persona), member: name } }
}

try {
  program.parse()
  process.exitCode = await main(program.opts<Flags>())
} catch (error) {
  process.exitCode = exitCodeAfter(error)
}
