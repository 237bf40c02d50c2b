import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import { matrixOf } from '../matrix/matrix-data.ts'
import { worstVerdict } from '../results/requirement-verdict.ts'
import { VERDICT_SIGNS } from '../text/verdict-signs.ts'
import { type Paint, VERDICT_STYLES } from './paint.ts'

/** Operation × status: `✓ 24` when all passed, `✗ 2/24` when two of 24 failed. */
export function statusTable(record: RunRecord, paint: Paint): string[] {
  const { cases } = record
  const statuses = [...new Set(cases.map(({ planned }) => planned.status))].sort((a, b) => a - b)
  const operations = matrixOf(record).flatMap((matrix) => matrix.operations)
  const rows = operations.map(({ id }) => {
    const own = cases.filter(({ planned }) => planned.operation === id)
    return { id, cells: statuses.map((status) => cell(own, status)) }
  })
  const width = Math.max(0, ...rows.map(({ id }) => id.length))
  const widths = statuses.map((status, column) =>
    Math.max(String(status).length, ...rows.map(({ cells }) => cells[column]?.text.length ?? 0)),
  )
  const padded = (text: string, column: number) => text.padEnd(widths[column] ?? 0)
  const header = statuses.map((status, column) => padded(String(status), column)).join('  ')
  return [
    `${' '.repeat(width)}  ${header}`.trimEnd(),
    ...rows.map(({ id, cells }) => {
      const painted = cells.map(({ text, verdict }, column) =>
        verdict ? paint(VERDICT_STYLES[verdict], padded(text, column)) : padded(text, column),
      )
      return `${id.padEnd(width)}  ${painted.join('  ')}`.trimEnd()
    }),
  ]
}

interface Cell {
  readonly text: string
  readonly verdict?: CaseVerdict
}

function cell(cases: readonly CaseRecord[], status: number): Cell {
  const own = cases.filter(({ planned }) => planned.status === status)
  if (own.length === 0) return { text: '' }
  const verdict = worstVerdict(own.map((each) => each.verdict))
  const alike = own.filter((each) => each.verdict === verdict).length
  const all = verdict === 'passed' ? alike : own.length
  const number = alike === all ? `${alike}` : `${alike}/${all}`
  return { text: `${VERDICT_SIGNS[verdict]} ${number}`, verdict }
}
