import { flatShape, shapesOf } from '../../reports/compare/answer-shapes.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import type { SiteRun } from './site-run.ts'

/** The fields in the answers of a run, for each operation and status; alike microversions together. */
export function answersOf(record: RunRecord): SiteRun['answers'] {
  const answers = new Map<string, SiteRun['answers'][number]>()
  for (const [kind, shape] of shapesOf(record)) {
    const [operation = '', status, version = '-'] = kind.split(' ')
    const microversion = version === '-' ? null : version
    const fields = Object.fromEntries(
      Object.entries(flatShape(shape)).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    )
    const key = `${operation} ${status} ${JSON.stringify(fields)}`
    const known = answers.get(key)
    if (known !== undefined) known.microversions.push(microversion)
    else
      answers.set(key, { operation, status: Number(status), fields, microversions: [microversion] })
  }
  return [...answers.values()]
}
