import { Status } from 'allure-js-commons'
import type { RuntimeMessage } from 'allure-js-commons/sdk'
import type { Phase } from '../../src/journal/events/exchange-events.ts'
import type {
  PerformedCase,
  RecordedExchange,
  RecordedWait,
  UnfinishedAttempt,
} from '../../src/journal/record/run-record.ts'
import { formatRange } from '../../src/openapi/microversion.ts'
import { attemptLine } from '../beside-the-cases.ts'
import { type Fact, type FirstBroken, failureFacts } from '../failures/failure-facts.ts'
import { type OperationLookup, requirementOf } from '../operation-lookup.ts'
import type { ReportedTarget } from '../services.ts'
import { escapeControls } from '../text/escape-controls.ts'
import { Html, html } from '../text/html.ts'
import { caseLabels, caseName, historyId } from './case-labels.ts'
import { type Detail, exchangeSteps } from './exchange-steps.ts'
import { reasonLine } from './reason-line.ts'

/**
 * Describes one case for Allure. A passed case that is not `highlighted` gets no exchanges.
 * Attempts that did not end come before the last one.
 */
export function describeCase(
  record: DescribedCase,
  target: ReportedTarget,
  lookup: OperationLookup,
  highlighted: boolean,
  firstBroken?: FirstBroken,
  finding?: string,
): RuntimeMessage[] {
  const { planned } = record
  const operation = lookup(planned.operation)
  // The description of a failure contains all of this, and has to fit on one screen.
  const tellsItself = isFailure(record)
  const mode = tellsItself ? { mode: 'hidden' as const } : {}
  const metadata: RuntimeMessage[] = [
    {
      type: 'metadata',
      data: {
        displayName: caseName(record),
        historyId: historyId(record),
        testCaseId: historyId(record),
        labels: caseLabels(record, target, finding),
        links:
          operation && !tellsItself
            ? [{ url: operation.link, name: operation.section, type: 'link' }]
            : [],
        parameters: [
          { name: 'microversion', value: planned.microversion ?? 'none', ...mode },
          { name: 'persona', value: planned.persona, ...mode },
        ],
        descriptionHtml: description(record, lookup, firstBroken),
      },
    },
  ]
  if (!highlighted && record.verdict === 'passed') return metadata
  const attempts = attemptSteps(record)
  const exchanges = [...record.exchanges].slice(attempts.exchanges)
  const during = (phase: Phase) => exchanges.filter((each) => each.phase === phase)
  return [
    ...metadata,
    ...attempts.steps,
    ...phaseStep('Arrange', [...during('discover'), ...during('arrange')], record),
    ...during('act').flatMap((each) => exchangeSteps(each, detailOf(each, record))),
    ...[...record.waits].flatMap((wait) => waitStep(wait, record)),
    ...phaseStep('Clean up', during('clean-up'), record),
  ]
}

/**
 * A case with its earlier attempts, which only a resumed run knows, not the reporter of a run under
 * way.
 */
type DescribedCase = PerformedCase & { readonly unfinished?: readonly UnfinishedAttempt[] }

/** A step for each attempt that did not end, and the number of exchanges in these steps. */
function attemptSteps(record: DescribedCase): {
  readonly steps: RuntimeMessage[]
  readonly exchanges: number
} {
  const { unfinished = [] } = record
  if (unfinished.length === 0) return { steps: [], exchanges: 0 }
  const all = [...record.exchanges]
  let from = 0
  const steps = unfinished.flatMap((attempt) => {
    const own = all.slice(from, from + attempt.requests)
    from += attempt.requests
    return phaseStep(`Did not end: ${escapeControls(attemptLine(attempt))}`, own, record)
  })
  return { steps, exchanges: from }
}

const isFailure = ({ verdict }: PerformedCase): boolean =>
  verdict === 'failed' || verdict === 'error'

/**
 * The text above the steps of a case, as HTML. For a failure it has all facts, on one screen.
 * Markdown would be parsed for each case when the page is made.
 */
function description(
  record: PerformedCase,
  lookup: OperationLookup,
  firstBroken?: FirstBroken,
): string {
  if (isFailure(record)) {
    return asIs(wrapped(failureFacts(record, lookup, firstBroken))).markup
  }

  const { planned, verdict } = record
  const requirement = requirementOf(lookup, planned.operation, planned.requirement)
  const operation = lookup(planned.operation)
  const reason = reasonLine(record)
  const paragraphs = [
    html`<strong>${planned.level}</strong> <code>${planned.requirement}</code>`,
    ...(requirement
      ? [
          html`Answers <strong>${planned.status}</strong> when: ${requirement.when}`,
          html`Applies to microversions ${formatRange(requirement.range)}.`,
        ]
      : []),
    ...(operation
      ? [html`${operation.summary} (<code>${operation.method} ${operation.path}</code>)`]
      : []),
    html`Verdict: <strong>${verdict}</strong>`,
  ]
  return [
    ...paragraphs.map((paragraph) => html`<p>${paragraph}</p>`),
    ...(reason === undefined ? [] : [asIs(reason)]),
  ]
    .map(({ markup }) => markup)
    .join('\n')
}

/** How many characters of a line Allure's page shows without breaking it. */
const LINE = 112
const NAME = 12

function wrapped(facts: readonly Fact[]): string {
  return facts
    .flatMap(({ name, lines }) =>
      lines
        // A command is not broken into lines, so that it stays correct when it is copied.
        .flatMap((line) =>
          name === 'repeat it'
            ? [line]
            : (line.match(new RegExp(`.{1,${LINE - NAME}}`, 'gu')) ?? ['']),
        )
        .map((line, index) => `${(index === 0 ? name : '').padEnd(NAME)}${line}`),
    )
    .join('\n')
}

function asIs(text: string): Html {
  const lines = text.split('\n').map((line) => html`${line}`.markup)
  return html`<pre><code>${new Html(lines.join('\n'))}</code></pre>`
}

// The set-up and clean-up of a passed case are in full only in the journal and the HAR: thousands
// of such exchanges would make the report too heavy to write and to open.
function detailOf(
  { exchange, phase }: RecordedExchange,
  { verdict, planned }: PerformedCase,
): Detail {
  if (verdict !== 'passed') return 'in full'
  return phase === 'act' && exchange.operation === planned.operation ? 'compact' : 'in short'
}

function phaseStep(
  name: string,
  exchanges: readonly RecordedExchange[],
  record: PerformedCase,
): RuntimeMessage[] {
  const times = exchanges.map(({ exchange }) => Date.parse(exchange.at))
  if (times.length === 0) return []
  const failed = exchanges.some(({ violations }) => violations.length > 0)
  const stops = exchanges.map(({ exchange }) => Date.parse(exchange.at) + exchange.durationMs)
  return [
    {
      type: 'step_start',
      data: { name: `${name} (${times.length})`, start: Math.min(...times) },
    },
    ...exchanges.flatMap((each) => exchangeSteps(each, detailOf(each, record))),
    {
      type: 'step_stop',
      data: { stop: Math.max(...stops), status: failed ? Status.FAILED : Status.PASSED },
    },
  ]
}

function waitStep({ for: what, ms, polls }: RecordedWait, { startedAt }: PerformedCase) {
  const start = startedAt === undefined ? 0 : Date.parse(startedAt)
  const name = `Waited ${(ms / 1000).toFixed(1)} s for ${escapeControls(what)} (${polls} polls)`
  return [
    { type: 'step_start', data: { name, start } },
    { type: 'step_stop', data: { stop: start + ms, status: Status.PASSED } },
  ] satisfies RuntimeMessage[]
}
