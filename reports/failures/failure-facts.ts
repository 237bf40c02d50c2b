import type {
  CaseRecord,
  PerformedCase,
  RecordedExchange,
} from '../../src/journal/record/run-record.ts'
import { compareMicroversions, type Microversion } from '../../src/openapi/microversion.ts'
import { bodyText } from '../../src/openstack/body/body-text.ts'
import type { Body } from '../../src/openstack/exchange.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { type OperationLookup, requirementOf } from '../operation-lookup.ts'
import { escapeControls, shortened } from '../text/escape-controls.ts'
import { curlLines, tellingExchange } from './failure-text.ts'
import { requestIdOf } from './request-id.ts'

/** A fact about a failure: its name and its lines. */
export interface Fact {
  readonly name: string
  readonly lines: readonly string[]
  /** The place in the document that it speaks of; of our own contract, never of a target. */
  readonly link?: string
}

/** Finds the first microversion at which the promise of a case is broken; undefined: unknown. */
export type FirstBroken = (planned: PlannedCase) => Microversion | undefined

const WRITTEN_IN = 'written in'
const DIFFERENCES_SHOWN = 4
const BODY_SHOWN = 360

/** All facts about one case that was not passed, for people; without secrets. */
export function failureFacts(
  record: PerformedCase,
  lookup: OperationLookup,
  firstBroken: FirstBroken = () => undefined,
): readonly Fact[] {
  const { planned } = record
  const operation = lookup(planned.operation)
  const requirement = requirementOf(lookup, planned.operation, planned.requirement)
  const first = firstBroken(planned)
  const telling = tellingExchange(record.exchanges)
  const note = requirement?.source.note
  const facts: readonly (readonly [string, readonly string[]])[] = [
    [
      'promise',
      [
        `${planned.requirement} (${planned.level})`,
        `${planned.status} when ${shortened(requirement?.when ?? planned.title, 200)}; asked as ${planned.persona}`,
      ],
    ],
    [
      WRITTEN_IN,
      operation
        ? [
            `${requirement?.source.section ?? operation.section}${note === undefined ? '' : `, ${note}`}`,
          ]
        : [],
    ],
    ['wrong from', first === undefined ? [] : [`microversion ${first}, of those that were tested`]],
    ...(telling === undefined ? [] : wire(telling)),
    ['differs', differences(record, telling)],
    ...(telling === undefined ? [] : repetition(telling)),
  ]
  return facts
    .filter(([, lines]) => lines.length > 0)
    .map(([name, lines]) => ({
      name,
      lines,
      ...(name === WRITTEN_IN && operation && { link: operation.link }),
    }))
}

/** Finds in all cases of a run where each promise is broken first. */
export function firstBrokenOf(cases: readonly CaseRecord[]): FirstBroken {
  const first = new Map<string, Microversion>()
  const key = ({ requirement, persona }: PlannedCase) => `${requirement} ${persona}`
  for (const { planned, verdict } of cases) {
    const { microversion } = planned
    if (microversion === undefined || (verdict !== 'failed' && verdict !== 'waived')) continue
    const known = first.get(key(planned))
    if (known === undefined || compareMicroversions(microversion, known) < 0) {
      first.set(key(planned), microversion)
    }
  }
  return (planned) => first.get(key(planned))
}

function wire({ exchange }: RecordedExchange): [string, string[]][] {
  const { request, response, failure } = exchange
  return [
    ['sent', [escapeControls(`${request.method} ${request.url}`), ...bodyLines(request.body)]],
    [
      'came',
      response
        ? [
            `${response.status} ${shortened(response.headers['content-type'] ?? '', 60)}`.trim(),
            ...bodyLines(response.body),
          ]
        : [shortened(failure ?? 'nothing', 200)],
    ],
  ]
}

function differences(
  { reason }: PerformedCase,
  telling: RecordedExchange | undefined,
): readonly string[] {
  const violations = telling?.violations ?? []
  const more = violations.length - DIFFERENCES_SHOWN
  const found = reason === undefined ? [] : [shortened(`${reason.code}: ${reason.message}`, 300)]
  return [
    ...(violations.length === 0 || reason?.code !== 'contract-violation' ? found : []),
    ...violations
      .slice(0, DIFFERENCES_SHOWN)
      .map(
        ({ at, expected, got }) =>
          `${shortened(at === '' ? '(the whole body)' : at, 100)}: expected ${shortened(expected, 120)}, got ${shortened(got, 120)}`,
      ),
    ...(more > 0 ? [`and ${more} more`] : []),
  ]
}

function repetition({ exchange }: RecordedExchange): [string, string[]][] {
  const id = requestIdOf(exchange)
  return [
    ['request id', id === undefined ? [] : [shortened(id, 80)]],
    ['repeat it', curlLines(exchange)],
  ]
}

function bodyLines(body: Body): string[] {
  const text = bodyText(body)
  return text === undefined ? [] : [shortened(text, BODY_SHOWN)]
}
