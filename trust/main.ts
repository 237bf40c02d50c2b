import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { asCount } from '../cli/count-option.ts'
import { exitCodeAfter } from '../cli/errors/complain.ts'
import { UsageError } from '../cli/errors/usage-error.ts'
import { collect } from '../cli/target-options.ts'
import { writeAtomically } from '../reports/files/write-atomically.ts'
import type { PersonaClouds } from '../src/discover/open-sessions.ts'
import { packageRoot } from '../src/package-root.ts'
import { matchesPattern } from '../src/patterns/pattern-distance.ts'
import { parsePersonaFlags } from '../src/settings/persona-flag.ts'
import { catalogue } from './catalogue/catalogue.ts'
import { sampleOf } from './catalogue/sample.ts'
import type { Fault } from './fault.ts'
import { calmTasks, faultTasks, requirementTasks } from './plan-tasks.ts'
import { blindOf, type KillMatrix, killMatrix } from './report/kill-matrix.ts'
import { killMatrixPage } from './report/page.ts'
import { terminalReport } from './report/terminal.ts'
import { digestOfEverything, ResultsFile } from './workers/results-file.ts'
import { nameOf, type Task } from './workers/task.ts'
import { performTasks } from './workers/worker-pool.ts'

interface Flags {
  readonly fault?: string[]
  readonly sample?: number | true
  readonly falseAlarms?: boolean
  readonly fresh?: boolean
  readonly list?: boolean
  readonly target?: string
  readonly persona?: string[]
  readonly workers: number
}

/** Tasks that a worker has under way: they wait for deadlines as often as for the processor. */
const AT_A_TIME = 6
/** Full runs keep a processor busy by themselves. */
const FULL_RUNS_AT_A_TIME = 1
/** Faults of the samples: CI's, and the one that is tried on a cloud that somebody has. */
const SAMPLE = 150
const TARGET_SAMPLE = 48

const program = new Command('trust')
  .description(
    'Breaks a conforming cloud in one way after the other and looks whether Attest sees it. ' +
      'What was found with the same code before is not tried again.',
  )
  .option('--fault <glob>', 'only faults like compute.attach/* (repeatable)', collect)
  .option('--sample [size]', 'a fixed part of the catalogue with faults of every kind', asCount)
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
  const faults = chosenFaults(flags)
  if (flags.list === true) {
    for (const { id, sentence } of faults) process.stdout.write(`${id}: ${sentence}\n`)
    return 0
  }
  const started = performance.now()
  const name = flags.target === undefined ? 'trust' : `trust/${flags.target}`
  const folder = join(packageRoot, 'reports', name)
  const digest = digestOfEverything()
  const path = join(folder, 'results.ndjson')
  const file = new ResultsFile(path, digest, { fresh: flags.fresh === true })
  const matrix = (): KillMatrix => killMatrix(faults, file.all, digest)
  const carryOut = (tasks: readonly Task[], atATime: number): Promise<void> =>
    performNew(tasks, file, flags, atATime)

  const whole = faults.length === catalogue.length
  if (flags.falseAlarms === true) {
    await carryOut(calmTasks(), FULL_RUNS_AT_A_TIME)
  } else {
    const clouds = cloudsOf(flags)
    await carryOut(faultTasks(faults, clouds), clouds === undefined ? AT_A_TIME : 1)
    if (whole) await carryOut(requirementTasks(matrix(), faults), AT_A_TIME)
  }
  const end = matrix()
  await writeAtomically(join(folder, 'kill-matrix.json'), `${JSON.stringify(end, undefined, 1)}\n`)
  await writeAtomically(join(folder, 'index.html'), killMatrixPage(end))
  const seconds = (performance.now() - started) / 1000
  const about = flags.falseAlarms === true ? 'calm' : whole ? 'all' : 'some'
  process.stdout.write(terminalReport(end, { seconds, about }))
  return isGood(end, flags) ? 0 : 1
}

function chosenFaults({ fault: globs, sample, target }: Flags): readonly Fault[] {
  for (const glob of globs ?? []) {
    if (catalogue.some(({ id }) => matchesPattern(glob, id))) continue
    throw new UsageError(`--fault ${glob} matches no fault; --list prints them`)
  }
  const wanted = globs
    ? catalogue.filter(({ id }) => globs.some((glob) => matchesPattern(glob, id)))
    : catalogue
  if (target !== undefined) {
    // Only what happens on the way can be wrong with a cloud that is not ours.
    const possible = wanted.filter(({ means, release }) => 'tamper' in means && !release)
    return globs ? possible : sampleOf(possible, TARGET_SAMPLE)
  }
  if (sample === undefined) return wanted
  return sampleOf(wanted, sample === true ? SAMPLE : sample)
}

function cloudsOf({ target, persona = [] }: Flags): PersonaClouds | undefined {
  return target === undefined ? undefined : { ...parsePersonaFlags(persona), member: target }
}

async function performNew(
  tasks: readonly Task[],
  file: ResultsFile,
  { workers, target }: Flags,
  atATime: number,
): Promise<void> {
  const open = tasks.filter((task) => file.get(nameOf(task)) === undefined)
  let done = tasks.length - open.length
  await performTasks(open, {
    workers: target === undefined ? workers : 1,
    atATime,
    onResult(result) {
      file.add(result)
      done += 1
      const isGood = result.fate === 'killed' || result.fate === 'calm'
      const line = `${done}/${tasks.length} ${result.fate} ${result.task}`
      if (!isGood) process.stderr.write(`${line}\n`)
      else if (process.stderr.isTTY) process.stderr.write(`${line.slice(0, 100).padEnd(100)}\r`)
    },
  })
}

function isGood(matrix: KillMatrix, flags: Flags): boolean {
  if (flags.falseAlarms === true) return matrix.calmRuns.every(({ fate }) => fate === 'calm')
  // A cloud of another release may never come to make what a fault is about.
  const fates = flags.target === undefined ? ['killed'] : ['killed', 'unmet']
  const killed = matrix.faults.every(({ fate }) => fates.includes(fate))
  const whole = matrix.faults.length === catalogue.length
  return killed && (!whole || blindOf(matrix).every(({ level }) => level !== 'MUST'))
}

try {
  program.parse()
  process.exitCode = await main(program.opts<Flags>())
} catch (error) {
  process.exitCode = exitCodeAfter(error)
}
