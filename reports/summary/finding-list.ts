import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import { requestIdOf } from '../failures/request-id.ts'
import type { Finding } from '../findings/finding.ts'
import { weightOf } from '../findings/finding-facts.ts'
import { findingParts } from '../findings/finding-parts.ts'
import type { OperationLookup } from '../operation-lookup.ts'
import { codeSpan } from './code-span.ts'

const FINDINGS_SHOWN = 25
const LONGEST = 300

/** A section with one entry for each cause: its promise, what was sent, what came and what differs. */
export function findingList(
  title: string,
  findings: readonly Finding[],
  all: readonly CaseRecord[],
  lookup: OperationLookup,
): string[] {
  if (findings.length === 0) return []
  const more = findings.length - FINDINGS_SHOWN
  return [
    `### ${title} (${findings.length})`,
    '',
    ...findings.slice(0, FINDINGS_SHOWN).flatMap((one) => entry(one, all, lookup)),
    ...(more > 0 ? [`- and ${more} more; the report has all`] : []),
    '',
  ]
}

function entry(finding: Finding, all: readonly CaseRecord[], lookup: OperationLookup): string[] {
  const { id, title, shownIn } = finding
  const requestId = shownIn && requestIdOf(shownIn.exchange)
  return [
    `- **${id}** ${codeSpan(title)} (${weightOf(finding)})`,
    ...findingParts(finding, all, lookup).map(
      ({ name, text }) => `  - ${name}: ${codeSpan(text, LONGEST)}`,
    ),
    ...(requestId === undefined ? [] : [`  - request id: ${codeSpan(requestId, 60)}`]),
  ]
}
