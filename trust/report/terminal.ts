import { KINDS } from '../fault.ts'
import { blindOf, type FaultRow, type KillMatrix } from './kill-matrix.ts'

const FATES = ['killed', 'survived', 'unmet', 'broken', 'untried'] as const

/** A table of kinds and results, and everything that is not as expected. */
export function terminalReport(
  matrix: KillMatrix,
  { seconds, about }: { readonly seconds: number; readonly about: 'some' | 'all' | 'calm' },
): string {
  const told = about === 'calm' ? calmLines(matrix) : faultLines(matrix, about === 'all')
  return [...told, `${Math.round(seconds)} s`, ''].join('\n')
}

function faultLines(matrix: KillMatrix, whole: boolean): string[] {
  const { faults } = matrix
  const line = (name: string, rows: readonly FaultRow[]): string =>
    [
      name.padEnd(16),
      String(rows.length).padStart(7),
      ...FATES.map((fate) => {
        const count = rows.filter((row) => row.fate === fate).length
        return (count === 0 ? '·' : String(count)).padStart(10)
      }),
    ].join('')
  const head = `${''.padEnd(16)}${'faults'.padStart(7)}${FATES.map((fate) => fate.padStart(10)).join('')}`
  const kinds = KINDS.map((kind) => ({ kind, rows: faults.filter((row) => row.kind === kind) }))
  return [
    head,
    ...kinds.filter(({ rows }) => rows.length > 0).map(({ kind, rows }) => line(kind, rows)),
    line('all', faults),
    '',
    ...faults.filter(isOdd).flatMap(describe),
    ...(whole ? blindLines(matrix) : []),
  ]
}

function isOdd({ fate }: FaultRow): boolean {
  return fate !== 'killed' && fate !== 'untried'
}

function describe({ fate, id, sentence, met, reason }: FaultRow): string[] {
  const said = reason === undefined ? [] : [`    ${reason.slice(0, 200)}`]
  return [`${fate}: ${id} (met ${met} times): ${sentence}`, ...said]
}

function blindLines(matrix: KillMatrix): string[] {
  const blind = blindOf(matrix)
  const must = blind.filter(({ level }) => level === 'MUST').length
  const seen = matrix.requirements.length - blind.length
  return [
    `${seen} of ${matrix.requirements.length} requirements have failed under a fault that violates them; ${must} of the rest are a MUST`,
    ...blind.map(({ id, level }) => `  never seen to fail: ${id} (${level})`),
  ]
}

function calmLines({ calmRuns }: KillMatrix): string[] {
  const cases = calmRuns.reduce((sum, { met }) => sum + met, 0)
  const alarms = calmRuns.flatMap((run) => run.cases.map((one) => ({ run, one })))
  const broken = calmRuns.filter(({ fate }) => fate === 'broken')
  return [
    `${calmRuns.length} runs without a fault, ${cases} cases: ${alarms.length} false alarms`,
    ...alarms.map(
      ({ run, one }) => `  ${one.verdict}: ${one.id} in ${run.task}: ${one.reason ?? ''}`,
    ),
    ...broken.map(({ task, problem }) => `  broken: ${task}: ${problem ?? ''}`),
  ]
}
