import type { RunRecord } from '../../src/journal/record/run-record.ts'
import type { Finding } from '../findings/finding.ts'
import { findingNamed, findingsOf } from '../findings/findings.ts'
import type { FindingContext } from '../terminal/finding-lines.ts'
import { findingLines } from '../terminal/finding-lines.ts'
import { caseLines } from './case-lines.ts'
import { wholeExchange } from './exchange-lines.ts'

const CASES_LISTED = 40

/**
 * What a run knows of a finding (`F1` or its key), a case or an exchange, or of all findings where
 * nothing is named: lines for the terminal. Undefined where the run has nothing of that name.
 */
export function shown(
  record: RunRecord,
  named: string | undefined,
  context: FindingContext,
): readonly string[] | undefined {
  const { lookup, paint } = context
  const findings = findingsOf(record, lookup)
  if (named === undefined) {
    return findings.length === 0
      ? ['nothing went wrong in this run']
      : findings.flatMap((one) => [...findingLines(one, context), ''])
  }
  const finding = findingNamed(findings, named)
  if (finding !== undefined) return findingInFull(finding, context)
  const found = record.cases.find(({ planned }) => planned.id === named)
  if (found !== undefined) return caseLines(found, lookup, paint)
  for (const filed of record.filedExchanges) {
    if (filed.exchange.id !== named) continue
    const owner = filed.case === undefined ? [] : [`of case ${filed.case}`, '']
    return [...owner, ...wholeExchange(filed, paint)]
  }
  return undefined
}

function findingInFull(finding: Finding, context: FindingContext): readonly string[] {
  const { lookup, paint, run } = context
  const { cases, follows } = finding
  const [lead, ...others] = cases
  const listed = [...others, ...follows]
  const more = listed.length - CASES_LISTED
  return [
    ...findingLines(finding, context).slice(0, -1),
    ...(lead === undefined ? [] : ['', ...caseLines(lead, lookup, paint)]),
    ...(listed.length === 0 ? [] : ['', paint('bold', 'Seen in these cases too')]),
    ...listed
      .slice(0, CASES_LISTED)
      .map(
        ({ planned, verdict }) => `  ${planned.id}${verdict === 'failed' ? '' : ` (${verdict})`}`,
      ),
    ...(more > 0 ? [`  and ${more} more; results.json lists them`] : []),
    ...(lead === undefined ? [] : ['', ...nextSteps(lead.planned.requirement, run, finding.id)]),
  ]
}

function nextSteps(requirement: string, run: string, id: string): string[] {
  return [
    `attest explain ${requirement}   what is promised, and where`,
    `attest show ${run} EXCHANGE   one exchange with all headers, and its curl`,
    `attest reproduce ${run} ${id}   arranges it again, and stops before the broken call`,
    `attest run --failed-of ${run}   only what did not pass, once more`,
    `attest waive ${run} ${id} --owner NAME --until DATE   accepts it until then`,
  ]
}
