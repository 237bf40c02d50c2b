import { type FieldChange, fieldChanges } from '../../reports/compare/case-change.ts'
import { grouped } from '../../reports/results/grouped.ts'
import type { SiteRun } from '../data/site-run.ts'

/** The fields that differ in answers of an operation, at the microversions where they differ so. */
export interface FieldsOfAnswer {
  readonly operation: string
  readonly status: number
  readonly microversions: readonly string[]
  readonly fields: readonly FieldChange[]
}

/**
 * The fields that differ between the answers of two runs, at microversions that both have; undefined
 * where one of them was published without its exchanges.
 */
export function fieldsBetween(
  before: Pick<SiteRun, 'answers' | 'kind'>,
  after: Pick<SiteRun, 'answers' | 'kind'>,
): readonly FieldsOfAnswer[] | undefined {
  if (before.kind === 'results' || after.kind === 'results') return undefined
  const old = byAnswer(before.answers)
  const changes = [...byAnswer(after.answers)].flatMap(([key, now]) => {
    const earlier = old.get(key)
    const fields = earlier === undefined ? [] : fieldChanges(earlier.fields, now.fields)
    return fields.length === 0 ? [] : [{ ...now, fields }]
  })
  const alike = grouped(changes, ({ operation, status, fields }) =>
    JSON.stringify([operation, status, fields]),
  )
  return [...alike.values()].map((all) => {
    const [{ operation, status, fields }] = all
    return { operation, status, fields, microversions: all.map((one) => one.microversion) }
  })
}

function byAnswer(answers: SiteRun['answers']) {
  return new Map(
    answers.flatMap(({ operation, status, fields, microversions }) =>
      microversions.map((microversion) => {
        const version = microversion ?? 'no version'
        const one = { operation, status, fields, microversion: version }
        return [`${operation} ${status} ${version}`, one] as const
      }),
    ),
  )
}
