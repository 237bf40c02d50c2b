import type { Results } from '../results/results-schema.ts'

export type ResultsCase = Results['cases'][number]

/** How a case changed between two runs, from the worst. */
export const CHANGES = [
  /** It fails now, but did not fail before or did not exist. */
  'regression',
  /** It was passed before, and is not tested or not planned now. */
  'lost',
  /** Any other difference: another reason, a waiver, a new or missing case. */
  'changed',
  /** It failed before, and is passed now. */
  'fixed',
  /** It was not tested before, and is passed now. */
  'gained',
] as const
export type Change = (typeof CHANGES)[number]

/** A field of a case or a run that differs; null on the side that lacks it. */
export interface FieldChange {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

export interface CaseChange {
  readonly case: string
  readonly microversion: string | null
  readonly change: Change
  readonly fields: readonly FieldChange[]
}

/** The change of a case; undefined when no relevant field differs. */
export function caseChange(
  before: ResultsCase | undefined,
  after: ResultsCase | undefined,
): CaseChange | undefined {
  const known = after ?? before
  if (known === undefined) return undefined
  const fields = fieldChanges(before && fieldsOf(before), after && fieldsOf(after))
  if (fields.every(({ before, after }) => withoutNames(before) === withoutNames(after))) {
    return undefined
  }
  const change = changeOf(before?.verdict, after?.verdict)
  return { case: known.id, microversion: known.microversion, change, fields }
}

type Verdict = ResultsCase['verdict']

function changeOf(before: Verdict | undefined, after: Verdict | undefined): Change {
  if (after === 'failed') return before === 'failed' ? 'changed' : 'regression'
  if (after === 'passed') {
    if (before === undefined || before === 'not-tested' || before === 'not-applicable')
      return 'gained'
    return before === 'passed' ? 'changed' : 'fixed'
  }
  return before === 'passed' && after !== 'waived' ? 'lost' : 'changed'
}

type Fields = Readonly<Record<string, string | null>>

/** Time and number of requests differ in every run and are ignored. */
function fieldsOf({ verdict, reason, level, status, persona }: ResultsCase): Fields {
  return {
    verdict,
    'reason.code': reason?.code ?? null,
    'reason.message': reason?.message ?? null,
    level,
    status: String(status),
    persona,
  }
}

/** The fields that differ; all fields when one side is missing. */
export function fieldChanges(before: Fields = {}, after: Fields = {}): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const change = { field, before: before[field] ?? null, after: after[field] ?? null }
    return change.before === change.after ? [] : [change]
  })
}

const NAMES =
  /\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b|\breq-[\w-]+|\battest-\d{8}-[\w-]+|\b\d+ s\b/g

/** A text without ids that are new in every run. */
function withoutNames(text: string | null): string | null {
  return text?.replace(NAMES, '…') ?? null
}
