import { PERSONAS, type Requirement } from '../openapi/contract.ts'
import type { RequirementFilter } from './requirement-filter.ts'
import { SettingsError } from './settings-error.ts'

/** The repeatable options that select promises by status, level and persona. */
export interface Facets {
  /** For example `409`, or `4xx`. */
  readonly status?: readonly string[] | undefined
  readonly level?: readonly string[] | undefined
  /** The persona that sends the request. */
  readonly asPersona?: readonly string[] | undefined
}

const LEVELS = ['MUST', 'SHOULD']

/**
 * Chooses the requirements that suit all given options; values of one option add up. Throws
 * {@link SettingsError} for a value that is none, and when nothing is chosen.
 */
export function facetFilter(
  { status = [], level = [], asPersona = [] }: Facets,
  known: readonly Pick<Requirement, 'id' | 'status' | 'level' | 'persona'>[],
): RequirementFilter {
  const levels = level.map((one) => one.toUpperCase())
  refuse('--status', status, 'a status such as 409, or 4xx', (one) =>
    /^[1-5](?:\d\d|xx)$/.test(one),
  )
  refuse('--level', levels, LEVELS.join(' or '), (one) => LEVELS.includes(one))
  refuse('--as', asPersona, `one of ${PERSONAS.join(', ')}`, (one) =>
    PERSONAS.some((persona) => persona === one),
  )
  const chosen = known.filter(
    (one) =>
      (status.length === 0 || status.some((each) => isOfStatus(one.status, each))) &&
      (levels.length === 0 || levels.includes(one.level)) &&
      (asPersona.length === 0 || asPersona.includes(one.persona)),
  )
  if (chosen.length === 0 && known.length > 0) {
    throw new SettingsError({
      key: status.length > 0 ? '--status' : levels.length > 0 ? '--level' : '--as',
      problem: 'chooses no requirement',
      expected: 'values that at least one requirement has',
      advice: 'attest plan lists the requirements',
    })
  }
  const ids = new Set<string>(chosen.map(({ id }) => id))
  return (id) => ids.has(id)
}

function isOfStatus(status: number, wanted: string): boolean {
  return wanted.endsWith('xx') ? String(status)[0] === wanted[0] : String(status) === wanted
}

function refuse(
  key: string,
  values: readonly string[],
  expected: string,
  isRight: (value: string) => boolean,
): void {
  const wrong = values.find((value) => !isRight(value))
  if (wrong === undefined) return
  const problem = `${JSON.stringify(wrong)} is no such value`
  throw new SettingsError({ key, problem, expected, advice: 'correct it' })
}
