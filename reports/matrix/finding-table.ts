import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import { ERRORS_TITLE, type Finding } from '../findings/finding.ts'
import { weightOf } from '../findings/finding-facts.ts'
import { findingParts } from '../findings/finding-parts.ts'
import type { OperationLookup } from '../operation-lookup.ts'
import { recommendationsTitle } from '../recommendations.ts'
import { type Html, html } from '../text/html.ts'
import { verdictSign } from './verdict-sign.ts'

const SHOWN = 100

/**
 * The findings, one entry per cause: what is promised, sent and answered, and how much is broken by
 * it.
 */
export function* findingTable(
  findings: readonly Finding[],
  all: readonly CaseRecord[],
  lookup: OperationLookup,
): Generator<Html> {
  const of = (kind: Finding['kind']) => findings.filter((one) => one.kind === kind)
  yield* list('Broken promises, by cause', of('broken'), all, lookup)
  yield* list(recommendationsTitle, of('recommendation'), all, lookup)
  yield* list(ERRORS_TITLE, of('error'), all, lookup)
}

function* list(
  title: string,
  findings: readonly Finding[],
  all: readonly CaseRecord[],
  lookup: OperationLookup,
): Generator<Html> {
  if (findings.length === 0) return
  const more = findings.length - SHOWN
  yield html`<h2>${title}</h2>
<div class="findings">
`
  for (const finding of findings.slice(0, SHOWN)) yield entry(finding, all, lookup)
  yield html`${more > 0 ? html`<p class="soft small">and ${more} more; results.json has all</p>` : ''}</div>
`
}

function entry(finding: Finding, all: readonly CaseRecord[], lookup: OperationLookup): Html {
  const { id, title, kind } = finding
  const isFirst = id === 'F1'
  const parts = findingParts(finding, all, lookup)
  return html`<details class="small"${isFirst ? html` open` : ''} id="${id}"><summary>${verdictSign(kind === 'error' ? 'error' : 'failed')} <b>${id}</b> ${title} <span class="soft">${weightOf(finding)}</span></summary>
<dl class="facts">${parts.map(({ name, text }) => html`<dt>${name}</dt><dd><div>${text}</div></dd>`)}</dl></details>
`
}
