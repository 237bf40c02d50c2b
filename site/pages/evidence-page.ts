import { type Html, html, NOTHING } from '../../reports/text/html.ts'
import { ownValue } from '../../src/own-value.ts'
import type { Evidence, ShownExchange } from '../data/evidence.ts'
import { evidencePage, groupPage, linkFrom, OVERVIEW, promisePage, targetPage } from './places.ts'
import { sitePage } from './site-page.ts'
import { minute, type Page } from './site-view.ts'
import { verdictMark } from './verdict-mark.ts'

/** The exchanges of one run about one operation and status. `target` is the id of its target, if it has one. */
export function evidencePageOf(
  digest: string,
  evidence: Evidence,
  target: string | undefined,
): Page {
  const path = evidencePage(digest)
  const to = (place: string): string => linkFrom(path, place)
  const { operation, status, run, startedAt, shown } = evidence
  const cloud =
    target === undefined
      ? html`<a href="${to(OVERVIEW)}">Clouds</a> › ${evidence.target}`
      : html`<a href="${to(targetPage(target))}">${evidence.target}</a>`
  const body = html`<p class="crumbs">${cloud} › <a href="${to(groupPage(`${operation}:${status}`))}">${operation} ${status}</a></p>
<h1>Exchanges: <code>${operation}</code> ${status}</h1>
<p class="soft">Run <code>${run}</code> of ${minute(startedAt)} UTC on ${evidence.target}. Secrets were removed before anything was kept.</p>
${shown.map((one) => exchange(one, to))}`
  return [path, sitePage({ path, title: `${operation} ${status} on ${evidence.target}` }, body)]
}

function exchange(shown: ShownExchange, to: (place: string) => string): Html {
  const { promise, verdict, reason, persona, at, durationMs, method, url, violations } = shown
  const { request, response, status, failure, calls } = shown
  const slug = promise?.split(':').slice(2).join(':') ?? shown.exchange
  const version = ownValue(request.headers, 'openstack-api-version') ?? 'no microversion'
  return html`<section class="exchange" id="${slug}">
<h2>${promise === null ? html`A recorded answer` : html`<a href="${to(promisePage(promise))}"><code>${slug}</code></a>`} ${verdict === null ? NOTHING : verdictMark(verdict)}</h2>
<p class="small soft">${shown.case === null ? NOTHING : html`<code>${shown.case}</code>, `}as ${persona}, ${version}, ${at}, ${Math.round(durationMs)} ms, exchange <code>${shown.exchange}</code></p>
${reason === null ? NOTHING : html`<p>${reason}</p>`}
${violations.length === 0 ? NOTHING : html`<ul class="violations">${violations.map(({ at: place, expected, got }) => html`<li><code>${place === '' ? 'the whole body' : place}</code>: expected ${expected}, got ${got}</li>`)}</ul>`}
<pre tabindex="0"><b>${method} ${url}</b>
${message(request)}</pre>
<pre tabindex="0"><b>${status === null ? (failure ?? 'no answer') : status}</b>
${response === null ? NOTHING : message(response)}</pre>
${calls.length === 0 ? NOTHING : html`<details><summary>All ${calls.length} calls of the case</summary><pre tabindex="0">${calls.join('\n')}</pre></details>`}
</section>
`
}

function message({ headers, body, cut }: ShownExchange['request']): Html {
  const lines = Object.entries(headers).map(
    ([name, value]) => html`<span class="soft">${name}: ${value}</span>
`,
  )
  return html`${lines}${
    body === null
      ? NOTHING
      : html`
${lined(body)}`
  }${
    cut === 0
      ? NOTHING
      : html`
<span class="soft">and ${cut} more characters</span>`
  }`
}

/** JSON in lines; another text, or a part of JSON, as it is. */
function lined(body: string): Html {
  try {
    const value: unknown = JSON.parse(body)
    const lines = JSON.stringify(value, undefined, 1).split('\n')
    return html`${lines.map(
      (line) => html`${line}
`,
    )}`
  } catch {
    return html`${body}`
  }
}
