import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import { firstFew } from '../../src/judge/first-few.ts'
import { tellingExchange } from '../failures/failure-text.ts'
import { type OperationLookup, requirementOf } from '../operation-lookup.ts'
import { grouped } from '../results/grouped.ts'
import { codeSpan } from './code-span.ts'

const PROMISES_SHOWN = 25
const VIOLATIONS_SHOWN = 3
const VERSIONS_SHOWN = 12

/**
 * A section with one entry for each promise that the cases broke: what was expected and what came.
 */
export function brokenList(
  title: string,
  cases: readonly CaseRecord[],
  lookup: OperationLookup,
): string[] {
  const groups = [...grouped(cases, ({ planned }) => planned.requirement).values()]
  if (groups.length === 0) return []
  const more = groups.length - PROMISES_SHOWN
  return [
    `### ${title} (${groups.length})`,
    '',
    ...groups.slice(0, PROMISES_SHOWN).flatMap((own) => entry(own, lookup)),
    ...(more > 0 ? [`- and ${more} more; the report has all`] : []),
    '',
  ]
}

function entry(own: readonly [CaseRecord, ...CaseRecord[]], lookup: OperationLookup): string[] {
  const [first] = own
  const { planned, reason } = first
  const exchanges = [...first.exchanges]
  const known = requirementOf(lookup, planned.operation, planned.requirement)
  const violations = exchanges.flatMap((each) => each.violations)
  const more = violations.length - VIOLATIONS_SHOWN
  const requestId = tellingExchange(exchanges)?.exchange.response?.headers['x-openstack-request-id']
  return [
    `- **${codeSpan(planned.requirement)}** (${planned.level}, ${planned.persona}) at ${versionsOf(own)}`,
    `  - promised: ${planned.status} when ${codeSpan(known?.when ?? planned.title)}`,
    ...(reason ? [`  - found: ${codeSpan(`${reason.code}: ${reason.message}`, 300)}`] : []),
    ...violations
      .slice(0, VIOLATIONS_SHOWN)
      .map(
        ({ at, expected, got }) =>
          `  - at ${codeSpan(at === '' ? '(body)' : at, 80)}: expected ${codeSpan(expected, 120)}, got ${codeSpan(got, 120)}`,
      ),
    ...(more > 0 ? [`  - and ${more} more differences`] : []),
    ...(requestId === undefined ? [] : [`  - request id ${codeSpan(requestId, 60)}`]),
  ]
}

function versionsOf(own: readonly CaseRecord[]): string {
  const versions = own.map(({ planned }) => planned.microversion ?? 'no microversion')
  return firstFew(versions, VERSIONS_SHOWN)
}
