import {
  compareMicroversions,
  type Microversion,
  nextMicroversion,
  previousMicroversion,
} from '../../src/openapi/microversion.ts'

/** Something with one thing changed. */
export interface Change<T> {
  /** What was done, such as `status 404 is not listed any more`. */
  readonly words: string
  /** How the place of the difference ends that has to be reported. */
  readonly place: string
  readonly value: T
}

/** Microversions that changes need. */
export interface Versions {
  /** The first one of the operation: what is said of earlier ones changes nothing. */
  readonly oldest: Microversion
  /** One that no contract mentions. */
  readonly nowhere: Microversion
}

/** Changes of one item of a list, as changes of what has the list. */
export function changesWithin<T, U>(
  list: readonly T[],
  changesOf: (item: T) => readonly Change<T>[],
  put: (list: T[]) => U,
): readonly Change<U>[] {
  return list.flatMap((item, index) =>
    changesOf(item).map((change) => ({
      ...change,
      value: put(list.map((one, at) => (at === index ? change.value : one))),
    })),
  )
}

/** The list without one of its items, each in turn. */
export function removals<T, U>(
  list: readonly T[],
  describe: (item: T) => Pick<Change<T>, 'words' | 'place'>,
  put: (list: T[]) => U,
): readonly Change<U>[] {
  return list.map((item, index) => ({
    ...describe(item),
    value: put(list.filter((_one, at) => at !== index)),
  }))
}

interface Ends {
  readonly min?: Microversion | undefined
  readonly max?: Microversion | undefined
}

/** Whether something that ends there is still there at the operation's first microversion, and after. */
export function isAfter(end: Microversion | undefined, { oldest }: Versions): boolean {
  return end === undefined || compareMicroversions(end, oldest) > 0
}

/** The same with an end of its range moved by one. */
export function rangeChanges<T extends Ends>(fact: T, versions: Versions): readonly T[] {
  const { min, max } = fact
  return [
    ...(min !== undefined && isAfter(min, versions)
      ? [{ ...fact, min: nextMicroversion(min) }]
      : []),
    ...(max !== undefined && isAfter(max, versions)
      ? [{ ...fact, max: previousMicroversion(max) }]
      : []),
  ]
}
