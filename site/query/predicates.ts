import type { Term } from './expression.ts'
import { matches } from './glob.ts'
import { QueryError } from './query-error.ts'
import { type QueryTable, type TablePromise, type TableTarget, VERDICT_LETTERS } from './table.ts'

type IsNamed = (target: TableTarget, name: string) => boolean
type Matches = (promise: number) => boolean
type OfPromise = (promise: TablePromise, value: string) => boolean

/** The keys that look at a promise alone. */
const OF_PROMISE: Readonly<Record<string, OfPromise>> = {
  level: ({ level }, value) => matches(value, level),
  status: ({ status }, value) => matches(value.replaceAll(/x/gi, '*'), String(status)),
  operation: ({ operation }, value) => matches(value, operation),
  service: ({ operation }, value) => matches(value, operation.split('.')[0] ?? ''),
  as: ({ persona }, value) => matches(value, persona),
  erratum: ({ errata }, value) => errata.some((id) => matches(value, id)),
  text: ({ id, when, operation, status }, value) =>
    `${id} ${operation} answers ${status} when ${when}`.toLowerCase().includes(value.toLowerCase()),
  at: ({ min, max }, value) =>
    (min === null || compareVersions(value, min) >= 0) &&
    (max === null || compareVersions(value, max) <= 0),
}

const CAUSES = ['cloud', 'suite', 'both', 'run', 'unknown']
const DAY = /^\d{4}-\d{2}-\d{2}$/
const STATUS = /^[1-5*?][\dx*?]{0,2}$/i
const VERSION = /^\d+\.\d+$/

/**
 * Which promises a term stands for; `chosen` has the targets that the query is about. Throws
 * {@link QueryError}.
 */
export function predicateOf(
  { key, value, at }: Term,
  chosen: QueryTable,
  whole: QueryTable,
  isNamed: IsNamed,
): Matches {
  const ofPromise = Object.hasOwn(OF_PROMISE, key) ? OF_PROMISE[key] : undefined
  if (ofPromise !== undefined) {
    if (key === 'status' && !STATUS.test(value)) {
      throw new QueryError(`status:${value}: expected a status such as 404, 4xx or *`, at)
    }
    if (key === 'at' && !VERSION.test(value)) {
      throw new QueryError(`at:${value}: expected a microversion such as 2.89`, at)
    }
    return (place) => {
      const promise = whole.promises[place]
      return promise !== undefined && ofPromise(promise, value)
    }
  }
  switch (key) {
    case 'since':
    case 'until': {
      if (!DAY.test(value) || Number.isNaN(Date.parse(value))) {
        throw new QueryError(`${key}:${value}: expected a day such as 2026-10-01`, at)
      }
      const isIn = (day: string) => (key === 'since' ? day >= value : day <= value)
      return someChange(chosen, ([day]) => isIn(day))
    }
    case 'cause':
      if (!CAUSES.includes(value)) {
        throw new QueryError(`cause:${value}: expected one of ${CAUSES.join(', ')}`, at)
      }
      return someChange(chosen, ([, cause]) => cause === value)
    case 'differ': {
      const targets =
        value === 'all'
          ? chosen.targets
          : value.split(',').flatMap((name) => targetsNamed(whole, name, at, isNamed))
      return (place) => new Set(targets.map(({ verdicts }) => verdicts.charAt(place))).size > 1
    }
    default: {
      const targets = targetsNamed(whole, key, at, isNamed)
      const letter = Object.hasOwn(VERDICT_LETTERS, value) ? VERDICT_LETTERS[value] : undefined
      if (letter === undefined) {
        const words = Object.keys(VERDICT_LETTERS).join(', ')
        throw new QueryError(`${key}:${value}: expected one of ${words}`, at)
      }
      return (place) => targets.some(({ verdicts }) => verdicts.charAt(place) === letter)
    }
  }
}

function someChange(
  { targets }: QueryTable,
  isWanted: (change: readonly [day: string, cause: string]) => boolean,
): Matches {
  return (place) =>
    targets.some(({ changed }) => {
      const change = changed[place]
      return change !== undefined && isWanted(change)
    })
}

function targetsNamed(
  { targets }: QueryTable,
  name: string,
  at: number,
  isNamed: IsNamed,
): readonly TableTarget[] {
  const found = targets.filter((target) => isNamed(target, name === 'any' ? '*' : name))
  if (found.length > 0) return found
  const keys = [...Object.keys(OF_PROMISE), 'target', 'since', 'until', 'cause', 'differ'].join(
    ', ',
  )
  const known = targets.map(({ id }) => id).join(', ')
  throw new QueryError(
    `${name}: expected a cloud or release of this site (${known}) or one of ${keys}`,
    at,
  )
}

/** Microversions are two integers. */
function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number)
  const [majorB = 0, minorB = 0] = b.split('.').map(Number)
  return majorA - majorB || minorA - minorB
}
