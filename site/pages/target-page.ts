import { type Html, html, NOTHING } from '../../reports/text/html.ts'
import { latencyChart, timeText } from '../charts/latency-chart.ts'
import { runStrip } from '../charts/run-strip.ts'
import type { RunOfSite } from '../history/run-of-site.ts'
import type { TargetHistory } from '../history/target-history.ts'
import { type Manual, promisesIn } from '../manual/manual.ts'
import { brokenNow } from './broken-now.ts'
import { erratumPlace } from './erratum-place.ts'
import { badgeFile, comparePage, linkFrom, OVERVIEW, targetPage } from './places.ts'
import { sitePage } from './site-page.ts'
import { day, minute, type Page, type SiteView } from './site-view.ts'
import { transitionList } from './transition-list.ts'
import { runMark } from './verdict-mark.ts'

/** More would make the page too large to open. */
const MOST_CHANGES = 100

/** One page for each target: its runs, what broke and was mended when, its times and certificates. */
export function targetPages({ histories, manual }: SiteView): Page[] {
  return histories.map((history): Page => {
    const path = targetPage(history.id)
    return [path, sitePage({ path, title: history.title }, body(history, manual, path))]
  })
}

function body(history: TargetHistory, manual: Manual, path: string): Html {
  const to = (place: string): string => linkFrom(path, place)
  const { id, title, newest, runs, transitions } = history
  const { run } = newest
  const known = new Set(promisesIn(manual).map((promise) => promise.id))
  const gone = [...history.standings.keys()].filter((promise) => !known.has(promise))
  return html`<p class="crumbs"><a href="${to(OVERVIEW)}">Clouds</a></p>
<h1>${title} ${runMark(newest.kept.now ?? newest.kept.verdict)}</h1>
${run.label === null ? NOTHING : html`<p class="lead">${run.label}</p>`}
<dl>${facts(newest).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<h2>Runs</h2>
${runStrip(
  `Runs of ${title}`,
  runs.map(({ run: { startedAt, run: name }, kept }) => ({
    at: startedAt,
    verdict: kept.now ?? kept.verdict,
    label: `${minute(startedAt)} ${kept.now ?? kept.verdict}`,
    link: `#run-${name}`,
  })),
)}
${runTable(runs, to)}
<h2>Broken or not tested now</h2>
${brokenNow(history, manual, path)}
<h2>What broke and was mended</h2>
${transitionList(transitions.slice(0, MOST_CHANGES), path)}
${transitions.length > MOST_CHANGES ? html`<p>The newest ${MOST_CHANGES} of ${transitions.length}; each comparison of two runs has its own.</p>` : NOTHING}
${run.latency.length === 0 ? NOTHING : latency(newest)}
${certificates(runs)}
${errata(runs, manual, to)}
${gone.length === 0 ? NOTHING : html`<h2>Promises that the suite does not make any more</h2><p>${gone.map((promise) => html`<code>${promise}</code> `)}</p>`}
<h2>Badge</h2>
<p><img src="${to(badgeFile(id))}" alt="Badge of ${title}" height="20"></p>`
}

function facts({ run, kept }: RunOfSite): (readonly [string, Html])[] {
  const services = Object.values(run.target.services).map(
    ({ title, microversions }) =>
      `${title} ${microversions === null ? '' : `${microversions.min} to ${microversions.max}`}`,
  )
  return [
    ['Release', html`${run.release ?? 'none of those with a profile'}`],
    ...(services.length === 0 ? [] : [['Offers', html`${services.join(', ')}`] as const]),
    [
      'Newest run',
      html`<code>${run.run}</code>, ${minute(run.startedAt)} UTC: ${run.counts.cases} cases of ${run.scope.promises} promises, ${run.requests} requests in ${run.seconds} s`,
    ],
    [
      'Judged then',
      html`${kept.verdict}, by Attest ${run.suite.version}${run.suite.code === null ? NOTHING : html` (<code>${run.suite.code.slice(0, 19)}</code>)`}`,
    ],
    [
      'Judged now',
      kept.now === null
        ? html`not judged again: its exchanges were not published`
        : html`${kept.now}, from the recorded answers`,
    ],
  ]
}

function runTable(runs: readonly RunOfSite[], to: (place: string) => string): Html {
  const rows = runs.map(({ run, kept }, at) => {
    const before = runs[at - 1]
    const compared =
      before === undefined
        ? html`<span class="soft">the first</span>`
        : html`<a href="${to(comparePage(before.kept.data, kept.data))}">changes since ${day(before.run.startedAt)}</a>`
    const said = run.kind === 'certificate' ? 'certificate' : run.kind === 'run' ? 'run' : 'results'
    return html`<tr id="run-${run.run}"><th scope="row"><time datetime="${run.startedAt}">${minute(run.startedAt)}</time></th><td data-head="Kind">${said}</td><td data-head="Then">${runMark(kept.verdict)}</td><td data-head="Now">${kept.now === null ? html`<span class="soft">not judged again</span>` : runMark(kept.now)}</td><td data-head="Failed">${run.counts.failed}</td><td data-head="Cases">${run.counts.cases}</td><td data-head="Compare">${compared}</td></tr>
`
  })
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Runs"><table class="list cards"><thead><tr>${['Run', 'Kind', 'Then', 'Now', 'Failed', 'Cases', 'Compare'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${rows.toReversed()}</tbody></table></div>`
}

function latency({ run }: RunOfSite): Html {
  const heads = ['State', 'Times', 'Median', '95 % within', 'At most']
  return html`<h2>How long states took</h2>
<p class="soft">As the newest run has seen it: it looks again and again, so a time is that of the look that saw the state.</p>
<div class="drawing" tabindex="0" role="region" aria-label="Drawing of times">${latencyChart(run.latency)}</div>
<details><summary>The figures</summary><table class="list"><thead><tr>${heads.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${run.latency.map(
    ({ what, times, medianMs, slowMs, mostMs }) =>
      html`<tr><th scope="row">${what}</th><td>${times}</td><td>${timeText(medianMs)}</td><td>${timeText(slowMs)}</td><td>${timeText(mostMs)}</td></tr>`,
  )}</tbody></table></details>`
}

function certificates(runs: readonly RunOfSite[]): Html {
  const own = runs.flatMap(({ run }) => {
    const { certificate, profile, startedAt } = run
    return certificate === null ? [] : [{ ...certificate, profile, startedAt }]
  })
  return html`<h2>Certificates</h2>
${own.length === 0 ? html`<p>None was published.</p>` : html`<ul>${own.map(({ validUntil, profile, signers, startedAt }) => html`<li>Profile <b>${profile ?? ''}</b>, tested ${day(startedAt)}, good until <time class="until" datetime="${validUntil}">${day(validUntil)}</time>, signed by ${signers.map((signer) => html`<code>${signer}</code> `)}</li>`)}</ul>`}`
}

function errata(runs: readonly RunOfSite[], manual: Manual, to: (place: string) => string): Html {
  const used = [...new Set(runs.flatMap(({ run }) => run.errata))].sort()
  if (used.length === 0) return NOTHING
  return html`<h2>Errata that permit its answers</h2>
<ul>${used.map((id) => html`<li><a href="${to(erratumPlace(manual, id))}"><code>${id}</code></a></li>`)}</ul>`
}
