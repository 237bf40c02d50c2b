import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Condition, type Measurement, meets, type Sample, wantsLess } from './measurement.ts'
import { type Spread, spreadOf } from './statistics.ts'

const SpreadShape: z.ZodType<Spread> = z.strictObject({
  median: z.number(),
  min: z.number(),
  max: z.number(),
})

const GoalShape = z.union([
  z.strictObject({ atMost: z.number() }),
  z.strictObject({ atLeast: z.number() }),
])

/** The values and figures under a condition and, in a comparison, those of the other version. */
const ConditionResult = z.strictObject({
  id: z.string(),
  unit: z.string(),
  goal: GoalShape.exactOptional(),
  /** Whether the median meets the goal. */
  met: z.boolean().exactOptional(),
  values: z.array(z.number()),
  spread: SpreadShape,
  figures: z.record(z.string(), SpreadShape),
  /** The other version of a comparison: its values, and the ratio of this version's to them, pair by pair. */
  against: z
    .strictObject({
      values: z.array(z.number()),
      spread: SpreadShape,
      ratio: SpreadShape,
      figures: z.record(z.string(), SpreadShape),
      /** Whether this version is worse in all pairs. */
      worse: z.boolean(),
    })
    .exactOptional(),
})
export type ConditionResult = z.infer<typeof ConditionResult>

const MeasurementResult = z.strictObject({
  id: z.string(),
  title: z.string(),
  explanation: z.string(),
  unit: z.string(),
  /** ISO 8601. */
  at: z.string(),
  commit: z.string(),
  against: z.string().exactOptional(),
  machine: z.strictObject({
    processors: z.number(),
    model: z.string(),
    memoryGiB: z.number(),
    node: z.string(),
    platform: z.string(),
  }),
  repetitions: z.number(),
  conditions: z.array(ConditionResult),
})
export type MeasurementResult = z.infer<typeof MeasurementResult>

/** `bench.json`. */
const BenchResults = z.strictObject({ measurements: z.array(MeasurementResult) })
export type BenchResults = z.infer<typeof BenchResults>

/** The samples of one measurement, grouped by repetition. */
export type Repetitions = readonly (readonly Sample[])[]

/** The results of all repetitions for each condition that has samples. */
export function conditionResults(
  { conditions, unit }: Pick<Measurement, 'conditions' | 'unit'>,
  own: Repetitions,
  others?: Repetitions,
): ConditionResult[] {
  return conditions.flatMap((condition) => {
    const samples = samplesOf(condition, own)
    if (samples.length === 0) return []
    const values = samples.map(({ value }) => value)
    const spread = spreadOf(values)
    const met = meets(condition.goal, spread.median)
    const { id, goal } = condition
    const result: ConditionResult = {
      id,
      unit: condition.unit ?? unit,
      ...(goal && { goal: { ...goal } }),
      ...(met !== undefined && { met }),
      values,
      spread,
      figures: figuresOf(samples.map(({ figures = {} }) => figures)),
    }
    const theirs = others && samplesOf(condition, others)
    if (theirs === undefined || theirs.length === 0) return [result]
    return [{ ...result, against: comparison(condition, samples, theirs) }]
  })
}

function samplesOf({ id }: Condition, repetitions: Repetitions): Sample[] {
  return repetitions.flat().filter(({ condition }) => condition === id)
}

function comparison(condition: Condition, own: readonly Sample[], others: readonly Sample[]) {
  const pairs = own.flatMap((one, index) => {
    const other = others[index]
    return other === undefined ? [] : [{ one, other }]
  })
  const ratios = pairs.map(({ one, other }) => one.value / other.value)
  const values = others.map(({ value }) => value)
  const sign = wantsLess(condition.goal) ? 1 : -1
  return {
    values,
    spread: spreadOf(values),
    ratio: spreadOf(ratios),
    figures: figuresOf(
      pairs.map(({ one, other }) =>
        Object.fromEntries(
          Object.entries(one.figures ?? {}).flatMap(([name, figure]) => {
            const theirs = other.figures?.[name]
            return theirs === undefined || theirs === 0 ? [] : [[name, figure / theirs]]
          }),
        ),
      ),
    ),
    worse: ratios.every((ratio) => (ratio - 1) * sign > 0),
  }
}

function figuresOf(all: readonly Readonly<Record<string, number>>[]): Record<string, Spread> {
  const names = new Set(all.flatMap((figures) => Object.keys(figures)))
  return Object.fromEntries(
    [...names].map((name) => [name, spreadOf(all.flatMap((figures) => figures[name] ?? []))]),
  )
}

/** The results of an earlier bench; empty when there are none, or when they cannot be read. */
export function readResults(path: string): BenchResults {
  try {
    return BenchResults.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return { measurements: [] }
  }
}
