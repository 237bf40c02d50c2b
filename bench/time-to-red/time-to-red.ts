import { freshFolder } from '../fresh-folder.ts'
import type { Context, Measurement, Sample } from '../measurement.ts'
import { quantile } from '../statistics.ts'
import type { Subject } from '../subject.ts'
import { chosenFaults, faultsForGivenCloud } from './chosen-faults.ts'
import { type RedRun, redRun } from './red-run.ts'

const MEDIAN = 'median run'
const SLOWEST = 'slowest run'
const LONGEST = 'slowest run, seconds'
const FIRST = 'latest first failure, seconds'
const ON_GIVEN_CLOUD = 'slowest run on the given cloud'

/** A machine gets slower and faster: so often the run without a fault is measured again. */
const FAULTS_PER_BASE = 20

export const timeToRed: Measurement = {
  id: 'time-to-red',
  title: 'Time to red',
  explanation:
    'Runs at the edges on a cloud with one fault at a time, with the deadlines and the plan that a ' +
    'user has, over the last run without a fault, of which there is one before every 20: each tenth ' +
    'fault of the catalogue of npm run trust, and all that make answers disagree or change what an ' +
    'operation does. The cloud and a proxy before it run on the same machine. First failure: from ' +
    'the start of the program until the first case has failed, which is shown at once. One ' +
    'repetition takes most of an hour.',
  unit: '×',
  conditions: [
    { id: MEDIAN, goal: { atMost: 1.2 } },
    { id: SLOWEST, goal: { atMost: 3 } },
    { id: LONGEST, unit: 's', goal: { atMost: 60 } },
    { id: FIRST, unit: 's', goal: { atMost: 20 } },
    { id: ON_GIVEN_CLOUD, goal: { atMost: 2 } },
  ],
  async *measure(subject, context) {
    const { ratios, runs } = await allRuns(subject, context)
    if (context.clouds !== undefined) {
      yield { condition: ON_GIVEN_CLOUD, value: Math.max(...ratios) }
      return
    }
    const figures = {
      runs: runs.length,
      'not seen': runs.filter(({ exitCode }) => exitCode === 0).length,
    }
    yield { condition: MEDIAN, value: quantile(ratios, 0.5), figures }
    yield { condition: SLOWEST, value: Math.max(...ratios), figures }
    yield* inSeconds(
      LONGEST,
      runs.map(({ wallMs }) => wallMs),
    )
    yield* inSeconds(
      FIRST,
      runs.flatMap(({ firstFailedMs }) => firstFailedMs ?? []),
    )
  },
}

function* inSeconds(condition: string, times: readonly number[]): Iterable<Sample> {
  yield { condition, value: Math.max(...times) / 1000 }
}

/** Runs with one fault after the other, and how long each takes over one without a fault. */
async function allRuns(
  subject: Subject,
  { scratch, say, every, clouds }: Context,
): Promise<{ readonly runs: readonly RedRun[]; readonly ratios: readonly number[] }> {
  const faults = clouds === undefined ? chosenFaults(every) : faultsForGivenCloud()
  const given = clouds && { clouds }
  const folder = (name: string) => freshFolder(scratch, name)
  const runs: RedRun[] = []
  const ratios: number[] = []
  let baseMs = 0
  for (const [index, fault] of faults.entries()) {
    if (index % FAULTS_PER_BASE === 0) {
      const base = await redRun(subject, { folder: await folder('base'), ...given })
      if (base.exitCode !== 0) {
        throw new Error(`the run without a fault ended with ${base.exitCode}`)
      }
      baseMs = base.wallMs
      say(`without a fault: ${seconds(baseMs)}`)
    }
    const run = await redRun(subject, { folder: await folder('red'), fault, ...given })
    runs.push(run)
    ratios.push(run.wallMs / baseMs)
    const first = run.firstFailedMs === undefined ? 'nothing failed' : seconds(run.firstFailedMs)
    say(
      `${index + 1}/${faults.length} ${fault.id}: ${seconds(run.wallMs)}, first failure: ${first}`,
    )
  }
  return { runs, ratios }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
