import type { PersonaClouds } from '../src/discover/open-sessions.ts'
import type { Subject } from './subject.ts'

/** What a value must not exceed, or must reach. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number }

/** One of the circumstances under which a measurement is taken. */
export interface Condition {
  /** Stable, such as `20 ms, with reports`. */
  readonly id: string
  /** Absent where the value is only of interest. */
  readonly goal?: Goal
  /** Where it is not that of the measurement. */
  readonly unit?: string
}

/** One value, taken once. */
export interface Sample {
  /** Id of the condition. */
  readonly condition: string
  readonly value: number
  /** What the value was made of, by a name that ends in its unit: `run ms`, `peak MB`. */
  readonly figures?: Readonly<Record<string, number>>
}

/** What a measurement is given to work with. */
export interface Context {
  /** A folder of its own, the same for all repetitions with one subject; gone when the bench ends. */
  readonly scratch: string
  /** Tells whoever watches what is going on. */
  readonly say: (what: string) => void
  /** A cloud to measure on, where one was named. */
  readonly clouds?: GivenClouds
}

/** Entries of clouds.yaml for the personas of a cloud that is there already. */
export type GivenClouds = PersonaClouds & { readonly member: string }

export interface Measurement {
  /** The name of its folder, and what `--only` takes. */
  readonly id: string
  readonly title: string
  /** What the value is a ratio of, in a sentence that stands on the page. */
  readonly explanation: string
  /** `×`, or `%`: what stands behind the value. */
  readonly unit: string
  readonly conditions: readonly Condition[]
  /** It is left out where no cloud was named. */
  readonly needsCloud?: true
  /**
   * One repetition with one subject: a sample for each condition. What is compared is measured
   * pairwise, one right after the other, so that whatever else the machine does meets both.
   */
  measure(subject: Subject, context: Context): AsyncIterable<Sample>
}

/** Whether the value is as good as the goal wants it; undefined without a goal. */
export function meets(goal: Goal | undefined, value: number): boolean | undefined {
  if (goal === undefined) return undefined
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast
}

/** Whether less of it is better. */
export function wantsLess(goal: Goal | undefined): boolean {
  return goal === undefined || 'atMost' in goal
}
