import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { asCount } from '../cli/count-option.ts'
import { exitCodeAfter } from '../cli/errors/complain.ts'
import { UsageError } from '../cli/errors/usage-error.ts'
import { collect } from '../cli/target-options.ts'
import { writeAtomically } from '../reports/files/write-atomically.ts'
import { packageRoot } from '../src/package-root.ts'
import { parsePersonaFlags } from '../src/settings/persona-flag.ts'
import { otherVersion } from './against/other-version.ts'
import { currentCommit } from './commit.ts'
import { thisMachine } from './machine.ts'
import type { GivenClouds, Measurement } from './measurement.ts'
import { measurements } from './measurements.ts'
import { benchPage } from './report/page.ts'
import { terminalTable } from './report/terminal.ts'
import { conditionResults, type MeasurementResult, readResults } from './results.ts'
import type { Subject } from './subject.ts'
import { takeMeasurement } from './take-measurement.ts'

interface Flags {
  readonly only?: string
  readonly repetitions: number
  readonly against?: string
  readonly json?: boolean
  readonly gate?: boolean
  readonly target?: string
  readonly persona?: string[]
  readonly every?: number
}

const program = new Command('bench')
  .description(
    'Measures what Attest costs beside what the cloud needs, and writes reports/bench/. What is ' +
      'not measured anew is kept from an earlier bench.',
  )
  .option('--only <ids>', `some of: ${measurements.map(({ id }) => id).join(', ')}`)
  .option('--repetitions <number>', 'how often each is taken', asCount, 5)
  .option('--against <git ref>', 'the same of another version, in turn, and how the two compare')
  .option('--gate', 'exit with 1 when a goal is not met, or this version is worse in every pair')
  .option('--target <name>', 'entry of clouds.yaml: a real OpenStack, for what needs one')
  .option('--persona <name=entry>', 'its entry of a persona (repeatable)', collect)
  .option('--every <number>', 'of the usual faults for time-to-red, only each N-th (10)', asCount)
  .option('--json', 'print the results on stdout')
  .exitOverride()

async function main(flags: Flags): Promise<number> {
  const chosen = chosenMeasurements(flags)
  const folder = join(packageRoot, 'reports', 'bench')
  const scratch = await mkdtemp(join(tmpdir(), 'attest-bench-'))
  const own: Subject = { name: 'this', root: packageRoot }
  const say = progress()
  try {
    if (flags.against !== undefined) say(`compiling ${flags.against}`)
    const other =
      flags.against === undefined
        ? undefined
        : await otherVersion(flags.against, packageRoot, join(scratch, 'against'))
    try {
      const taken: MeasurementResult[] = []
      for (const measurement of chosen) {
        if (measurement.needsCloud && flags.target === undefined) {
          say(`${measurement.id} is skipped: it needs a real OpenStack, --target ENTRY`)
          continue
        }
        const result = await take(measurement, { own, other, scratch, say, flags })
        taken.push(result)
        say('')
        if (flags.json !== true) process.stdout.write(terminalTable(result))
        await keep(result, folder)
      }
      if (flags.json === true) process.stdout.write(`${JSON.stringify(taken, undefined, 1)}\n`)
      else process.stdout.write(`${join(folder, 'index.html')}\n`)
      return flags.gate === true && !taken.every(isGood) ? 1 : 0
    } finally {
      await other?.remove()
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function take(
  measurement: Measurement,
  options: {
    readonly own: Subject
    readonly other: Subject | undefined
    readonly scratch: string
    readonly say: (what: string) => void
    readonly flags: Flags
  },
): Promise<MeasurementResult> {
  const { own, other, scratch, say, flags } = options
  const { repetitions } = flags
  const clouds = cloudsOf(flags)
  const subjects = other === undefined ? [own] : [own, other]
  const [mine = [], theirs] = await takeMeasurement(measurement, {
    subjects,
    repetitions,
    scratch,
    say,
    clouds,
    every: flags.every,
  })
  const { id, title, explanation, unit } = measurement
  return {
    id,
    title,
    explanation,
    unit,
    at: new Date().toISOString(),
    commit: currentCommit(),
    ...(other && { against: other.name }),
    machine: { ...thisMachine() },
    repetitions,
    conditions: conditionResults(measurement, mine, theirs),
  }
}

/** Writes a result in place of the older one of the same measurement, in the order of measurements. */
async function keep(result: MeasurementResult, folder: string): Promise<void> {
  const path = join(folder, 'bench.json')
  const before = readResults(path).measurements
  const kept = measurements.flatMap(({ id }) =>
    id === result.id ? [result] : before.filter((one) => one.id === id),
  )
  const results = { measurements: kept }
  await writeAtomically(path, `${JSON.stringify(results, undefined, 1)}\n`)
  await writeAtomically(join(folder, 'index.html'), benchPage(results))
}

function isGood({ conditions }: MeasurementResult): boolean {
  return conditions.every(({ met, against }) => met !== false && against?.worse !== true)
}

function chosenMeasurements({ only }: Flags): readonly Measurement[] {
  if (only === undefined) return measurements
  return only.split(',').map((name) => {
    const found = measurements.find(({ id }) => id === name.trim())
    if (found !== undefined) return found
    const known = measurements.map(({ id }) => id).join(', ')
    throw new UsageError(`--only ${name} is no measurement: expected some of ${known}`)
  })
}

/** Shows progress: on a terminal in one line that changes, else in one line each. An empty text clears it. */
function progress(): (what: string) => void {
  const { isTTY, columns } = process.stderr
  if (!isTTY) return (what) => void (what !== '' && process.stderr.write(`${what}\n`))
  return (what) => void process.stderr.write(`\r\u001b[K${what.slice(0, columns - 1)}`)
}

function cloudsOf({ target, persona = [] }: Flags): GivenClouds | undefined {
  return target === undefined ? undefined : { ...parsePersonaFlags(persona), member: target }
}

try {
  program.parse()
  process.exitCode = await main(program.opts<Flags>())
} catch (error) {
  process.exitCode = exitCodeAfter(error)
}
