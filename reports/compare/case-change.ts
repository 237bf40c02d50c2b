import type { Results } from '../results/results-schema.ts'

export type ResultsCase = Results['cases'][number]

/** How a case changed from one run to another, the worst first. */
export const CHANGES = [
  /** It fails now, and did not before, or was not there. */
  'regression',
  /** It was passed, and is not tested any more, or was not planned. */
  'lost',
  /** Anything else that differs: another reason, a waiver, a case that is new or gone. */
  'changed',
  /** It failed, and is passed now. */
  'fixed',
  /** It was not tested, and is passed now. */
  'gained',
] as const
export type Change = (typeof CHANGES)[number]

/** One field of a case or a run that differs; null where one of the two has none. */
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

/** What became of a case; undefined when nothing that matters differs. */
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

/** Time and number of requests differ from run to run and say nothing. */
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

/** The fields that differ; all of the one that there is when the other is missing. */
export function fieldChanges(before: Fields = {}, after: Fields = {}): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const change = { field, before: before[field] ?? null, after: after[field] ?? null }
    return change.before === change.after ? [] : [change]
  })
}

const NAMES =
  /\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b|\breq-[\w-]+|\battest-\d{8}-[\w-]+|\b\d+ s\b/g

/** A text without what every run names anew. */
function withoutNames(text: string | null): string | null {
  return text?.replace(NAMES, '…') ?? null
}
