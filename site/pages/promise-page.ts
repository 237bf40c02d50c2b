import { type Html, html, NOTHING } from '../../reports/text/html.ts'
import { CASE_VERDICTS } from '../../src/judge/verdict.ts'
import type { RunOfSite } from '../history/run-of-site.ts'
import { evidenceFor, type Standing, type TargetHistory } from '../history/target-history.ts'
import { type CaseOutcome, current, type Told } from '../history/verdicts-of.ts'
import type { Manual, OperationEntry, PromiseEntry } from '../manual/manual.ts'
import { erratumPlace } from './erratum-place.ts'
import { evidencePage, groupPage, linkFrom, PROMISES, promisePage, targetPage } from './places.ts'
import { sitePage } from './site-page.ts'
import { day, type Page, type SiteView } from './site-view.ts'
import { causeMark, verdictMark } from './verdict-mark.ts'

/** One page for each promise: what it says, how it is tested, and what each target does. */
export function promisePages({ manual, histories }: SiteView): Page[] {
  return manual.operations.flatMap((operation) =>
    operation.groups.flatMap(({ promises }) =>
      promises.map((promise): Page => {
        const path = promisePage(promise.id)
        const content = body(promise, operation, { histories, manual }, path)
        return [path, sitePage({ path, title: promise.id }, content)]
      }),
    ),
  )
}

function body(
  promise: PromiseEntry,
  operation: OperationEntry,
  { histories, manual }: Pick<SiteView, 'histories' | 'manual'>,
  path: string,
): Html {
  const to = (place: string): string => linkFrom(path, place)
  const { id, status, level, when } = promise
  const group = groupPage(`${operation.id}:${status}`)
  const tested = histories.filter(({ standings }) => standings.has(id))
  return html`<p class="crumbs"><a href="${to(PROMISES)}">Promises</a> › <a href="${to(group)}">${operation.id} ${status}</a></p>
<h1><code>${id}</code></h1>
<p class="lead">${operation.summary}: <strong>${status}</strong> when ${when}. <span class="level">${level}</span></p>
<dl>${facts(promise, operation, manual, to).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<h2>What each cloud does</h2>
${
  tested.length === 0
    ? html`<p>No run on this site has tested it.</p>`
    : html`<ul class="sums">${CASE_VERDICTS.flatMap((verdict) => {
        const count = tested.filter(
          ({ standings }) => standings.get(id)?.verdict === verdict,
        ).length
        return count === 0 ? [] : [html`<li>${verdictMark(verdict)} ${count}</li>`]
      })}</ul>
<table class="list cards"><thead><tr>${['Cloud', 'Verdict', 'At microversions', 'Since', 'Evidence'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${tested.map((history) => targetRow(history, promise, to))}</tbody></table>`
}`
}

function facts(
  promise: PromiseEntry,
  { method, path, link }: OperationEntry,
  manual: Pick<Manual, 'errata'>,
  to: (place: string) => string,
): (readonly [string, Html])[] {
  const { source, microversions, persona, needs, covers, scenario, errata, faults } = promise
  const note = source.note === undefined ? '' : `, ${source.note}`
  const codes = (all: readonly string[]) => all.map((one) => html`<code>${one}</code> `)
  const optional = (name: string, has: boolean, value: () => Html): (readonly [string, Html])[] =>
    has ? [[name, value()]] : []
  return [
    ['Written in', html`<a href="${link}">${source.section}</a>${note}`],
    ['Operation', html`<code>${method} ${path}</code>`],
    [
      'Microversions',
      html`${microversions.range}${microversions.changes.length === 0 ? NOTHING : html`; tested at ${microversions.changes.join(', ')}`}`,
    ],
    ['Asked as', html`${persona.name}: ${persona.is}`],
    ...optional('Needs', needs.length > 0, () => html`${needs.join(', ')}`),
    ['Sends', html`${promise.sends}`],
    ['Expects', html`${promise.expects}`],
    ...optional(
      'How it is tested',
      scenario !== undefined,
      () => html`It ${scenario?.title ?? ''}.`,
    ),
    ...optional(
      'With',
      (scenario?.asksFor.length ?? 0) > 0,
      () => html`${(scenario?.asksFor ?? []).map(({ is }) => is).join('; ')}`,
    ),
    ...optional('Covers', covers.length > 0, () => html`${codes(covers)}`),
    [
      'Proved by',
      faults.all === 0
        ? html`no fault of the catalogue`
        : html`${faults.all} faults that make it fail, such as ${codes(faults.first)}`,
    ],
    ...optional(
      'Errata',
      errata.length > 0,
      () =>
        html`${errata.map((id) => html`<a href="${to(erratumPlace(manual, id))}"><code>${id}</code></a> `)}`,
    ),
  ]
}

function targetRow(
  history: TargetHistory,
  promise: PromiseEntry,
  to: (place: string) => string,
): Html {
  const standing = history.standings.get(promise.id)
  if (standing === undefined) return NOTHING
  const { run, cases, verdict, changed } = standing
  const evidence = evidenceFor(run, promise)
  return html`<tr id="${history.id}"><th scope="row"><a href="${to(targetPage(history.id))}">${history.title}</a></th>
<td data-head="Verdict">${verdictMark(verdict)}</td>
<td data-head="At microversions">${outcomes(cases)}${thenAndNow(cases)}</td>
<td data-head="Since">${changed === undefined ? html`the first run, ${firstDay(history, promise.id)}` : html`${day(changed.after.run.startedAt)}: ${causeMark(changed.cause)}`}</td>
<td data-head="Evidence">${evidence === undefined ? html`<span class="soft">${noEvidence(standing)}</span>` : exchangeLink(run, to(evidencePage(evidence)), promise)}</td></tr>
`
}

/** Of a release that was published as results, exchanges were recorded on another day. */
function exchangeLink({ run }: RunOfSite, page: string, { slug }: PromiseEntry): Html {
  return run.kind === 'results'
    ? html`<a href="${page}">recorded answers</a> <span class="small soft">of this operation and status; those of the run were not kept</span>`
    : html`<a href="${page}#${slug}">the exchange</a> <span class="small soft">${day(run.startedAt)}</span>`
}

function firstDay({ runs }: TargetHistory, promise: string): string {
  const first = runs.find(({ run }) => Object.hasOwn(run.promises, promise))
  return first === undefined ? '' : day(first.run.startedAt)
}

function noEvidence({ run, cases }: Standing): string {
  if (run.run.kind === 'results') {
    return `published as results: judged on ${day(run.run.startedAt)} by ${run.run.suite.code ?? run.run.suite.version}, exchanges not kept`
  }
  return cases.every(({ said }) => said.code === 'microversion-not-offered')
    ? 'none: this cloud does not offer the microversions'
    : 'nothing was sent'
}

/** The microversions of each verdict, with the reason. */
function outcomes(cases: readonly CaseOutcome[]): Html {
  const alike = new Map<string, { told: Told; versions: string[] }>()
  for (const each of cases) {
    const told = current(each)
    const key = JSON.stringify(told)
    const known = alike.get(key) ?? { told, versions: [] }
    known.versions.push(each.microversion ?? 'no version')
    alike.set(key, known)
  }
  return html`${[...alike.values()].map(
    ({ told: { verdict, code, message }, versions }) =>
      html`<div class="outcome">${alike.size > 1 ? html`${verdictMark(verdict)} ` : NOTHING}${versions.join(', ')}${code === null ? NOTHING : html`<br><span class="small">${code}: ${message ?? ''}</span>`}</div>`,
  )}`
}

/** What the suite of the day of the run said, where today's says something else. */
function thenAndNow(cases: readonly CaseOutcome[]): Html {
  const others = cases.filter(({ said, now }) => now !== undefined && now.verdict !== said.verdict)
  const unheard = cases.filter(({ isFineSoFar }) => isFineSoFar).length
  const [first] = others
  return html`${first === undefined ? NOTHING : html`<div class="small"><b>Then:</b> ${verdictMark(first.said.verdict)} at ${others.map(({ microversion }) => microversion ?? 'no version').join(', ')}. <b>Now:</b> as above, by today’s suite.</div>`}${unheard === 0 ? NOTHING : html`<div class="small soft">${unheard} of the cases: today’s suite finds nothing wrong in what was recorded, and asks for more.</div>`}`
}
