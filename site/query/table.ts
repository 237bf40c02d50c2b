/** What a query is asked of, as it stands in `data/table.json`: the same on a page and in a program. */
export interface QueryTable {
  readonly builtAt: string
  readonly promises: readonly TablePromise[]
  readonly targets: readonly TableTarget[]
}

export interface TablePromise {
  readonly id: string
  readonly operation: string
  readonly status: number
  readonly level: string
  readonly persona: string
  readonly when: string
  /** First and last microversion; null: open, or the service has none. */
  readonly min: string | null
  readonly max: string | null
  readonly errata: readonly string[]
}

export interface TableTarget {
  readonly id: string
  readonly title: string
  readonly release: string | null
  /** A letter for each promise, see {@link LETTERS}; a blank where none is known. */
  readonly verdicts: string
  /** The last change of a promise, by its place: the day and the cause. */
  readonly changed: Readonly<Record<string, readonly [day: string, cause: string]>>
}

/** The letter of each verdict. */
export const LETTERS: Readonly<Record<string, string>> = {
  passed: 'p',
  failed: 'f',
  error: 'e',
  'not-tested': 't',
  'not-applicable': 'n',
  waived: 'w',
}

export const UNKNOWN = ' '

/** The letters of the words that a query may use for verdicts. */
export const VERDICT_LETTERS: Readonly<Record<string, string>> = {
  ...LETTERS,
  pass: 'p',
  fail: 'f',
  untested: 't',
  na: 'n',
  missing: UNKNOWN,
}
