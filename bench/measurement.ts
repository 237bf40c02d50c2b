import type { PersonaClouds } from '../src/discover/open-sessions.ts'
import type { Subject } from './subject.ts'

/** A limit that a value must not exceed, or must reach. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number }

/** One of the conditions under which a measurement is taken. */
export interface Condition {
  /** Stable, such as `20 ms, with reports`. */
  readonly id: string
  /** Absent when there is no limit for the value. */
  readonly goal?: Goal
  /** Given when it differs from that of the measurement. */
  readonly unit?: string
}

/** The value of one repetition. */
export interface Sample {
  /** Id of the condition. */
  readonly condition: string
  readonly value: number
  /** Figures from which the value was computed, by a name that ends with the unit: `run ms`, `peak MB`. */
  readonly figures?: Readonly<Record<string, number>>
}

/** What a measurement gets from the bench. */
export interface Context {
  /** A folder for all repetitions with one subject, which is removed when the bench ends. */
  readonly scratch: string
  /** Shows progress to the user. */
  readonly say: (what: string) => void
  /** The cloud to measure on, when the user has named one. */
  readonly clouds?: GivenClouds
  /** Of a catalogue of faults, each so many-th is taken, where the user has said so. */
  readonly every?: number
}

/** Entries of clouds.yaml for the personas of an existing cloud. */
export type GivenClouds = PersonaClouds & { readonly member: string }

export interface Measurement {
  /** The name of its folder, which is also its name in `--only`. */
  readonly id: string
  readonly title: string
  /** A sentence for the page that says what the value is a ratio of. */
  readonly explanation: string
  /** The unit that is shown after the value: `×` or `%`. */
  readonly unit: string
  readonly conditions: readonly Condition[]
  /** Set when it is skipped unless the user names a cloud. */
  readonly needsCloud?: true
  /**
   * One repetition with one subject, with a sample for each condition. The two sides of a ratio are
   * measured directly after each other, so that other work on the machine affects both.
   */
  measure(subject: Subject, context: Context): AsyncIterable<Sample>
}

/** Whether a value meets the goal; undefined without a goal. */
export function meets(goal: Goal | undefined, value: number): boolean | undefined {
  if (goal === undefined) return undefined
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast
}

/** Whether smaller values are better. */
export function wantsLess(goal: Goal | undefined): boolean {
  return goal === undefined || 'atMost' in goal
}
