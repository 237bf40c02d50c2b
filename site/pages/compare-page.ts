import { type Html, html } from '../../reports/text/html.ts'
import { type FieldsOfAnswer, fieldsBetween } from '../history/fields-between.ts'
import { promisesOnlyIn } from '../history/promises-only-in.ts'
import type { RunOfSite } from '../history/run-of-site.ts'
import { transitionsBetween } from '../history/transitions.ts'
import { casesOf, verdictOf } from '../history/verdicts-of.ts'
import { type Manual, promisesIn } from '../manual/manual.ts'
import { erratumPlace } from './erratum-place.ts'
import { COMPARISONS, comparePage, linkFrom, promisePage, targetPage } from './places.ts'
import { sitePage } from './site-page.ts'
import { minute, type Page, type Pair, type SiteView } from './site-view.ts'
import { transitionList } from './transition-list.ts'
import { runMark, verdictMark } from './verdict-mark.ts'

/** Two runs compared: facts, promises with the cause of each change, errata, and fields of answers. */
export function comparePages({ pairs, manual }: SiteView): Page[] {
  return pairs.map((pair): Page => {
    const { before, after } = pair
    const path = comparePage(before.kept.data, after.kept.data)
    const title = `${nameOf(before)} and ${nameOf(after)}`
    return [path, sitePage({ path, title }, body(pair, manual, path))]
  })
}

/** A run in a few words. */
function nameOf({ run }: RunOfSite): string {
  return `${run.target.title}, ${minute(run.startedAt)}`
}

function body({ kind, before, after }: Pair, manual: Manual, path: string): Html {
  const to = (place: string): string => linkFrom(path, place)
  const transitions = transitionsBetween(before, after)
  const [gone, come] = [promisesOnlyIn(before, after), promisesOnlyIn(after, before)]
  const known = new Set(promisesIn(manual).map(({ id }) => id))
  return html`<p class="crumbs"><a href="${to(COMPARISONS)}">Compare</a></p>
<h1>${before.run.target.title} → ${after.run.target.title}</h1>
<p class="lead">${kind === 'in-time' ? 'Two runs of one cloud' : 'Two clouds'}: promises that end otherwise: ${transitions.length}; that are kept or broken only in the second: ${come.length}; only in the first: ${gone.length}.</p>
${factsTable(before, after, to)}
<h2>Promises that end otherwise</h2>
${transitionList(transitions, path)}
<h2>Promises that apply in one of the two only</h2>
${onlyIn('Only in the second', after, come, known, to)}${onlyIn('Only in the first', before, gone, known, to)}
<h2>Errata</h2>
${errata(before, after, manual, to)}
<h2>Fields of answers</h2>
${fields(fieldsBetween(before.run, after.run))}`
}

function factsTable(before: RunOfSite, after: RunOfSite, to: (place: string) => string): Html {
  const row = (name: string, of: (each: RunOfSite) => Html | string): Html => {
    const [a, b] = [of(before), of(after)]
    const same = JSON.stringify(a) === JSON.stringify(b)
    return html`<tr${same ? html`` : html` class="differs"`}><th scope="row">${name}</th><td>${a}</td><td>${b}</td></tr>
`
  }
  const offers = ({ run }: RunOfSite): string =>
    Object.values(run.target.services)
      .map(({ title, microversions }) => `${title} ${microversions?.max ?? ''}`)
      .join(', ')
  return html`<div class="scroll fit" tabindex="0" role="region" aria-label="Facts"><table class="list"><thead><tr><th scope="col">Fact</th><th scope="col">First</th><th scope="col">Second</th></tr></thead><tbody>
${row('Cloud', ({ run, target }) => html`<a href="${to(targetPage(target))}">${run.target.title}</a>`)}${row('Runs there', ({ run }) => run.label ?? '–')}${row('Begun', ({ run }) => minute(run.startedAt))}${row('Release', ({ run }) => run.release ?? '–')}${row('Newest microversions', offers)}${row('Verdict then', ({ kept }) => runMark(kept.verdict))}${row('Verdict now', ({ kept }) => (kept.now === null ? 'not judged again' : runMark(kept.now)))}${row('Suite', ({ run }) => `${run.suite.version} ${run.suite.code?.slice(0, 19) ?? ''}`)}${row('Cases', ({ run }) => String(run.counts.cases))}${row('Failed', ({ run }) => String(run.counts.failed))}${row('Not applicable', ({ run }) => String(run.counts.notApplicable))}</tbody></table></div>`
}

function onlyIn(
  title: string,
  run: RunOfSite,
  promises: readonly string[],
  known: ReadonlySet<string>,
  to: (place: string) => string,
): Html {
  if (promises.length === 0) return html`<p>${title}: none.</p>`
  return html`<h3>${title} (${promises.length})</h3><ul class="columns">${promises.map((id) => {
    const verdict = verdictOf(casesOf(run.run, run.judgement, id))
    const name = known.has(id)
      ? html`<a href="${to(promisePage(id))}#${run.target}"><code>${id}</code></a>`
      : html`<code>${id}</code>`
    return html`<li>${verdict === undefined ? html`` : verdictMark(verdict)} ${name}</li>`
  })}</ul>`
}

function errata(
  before: RunOfSite,
  after: RunOfSite,
  manual: Manual,
  to: (place: string) => string,
): Html {
  const list = (title: string, ids: readonly string[]): Html =>
    html`<p>${title}: ${ids.length === 0 ? 'none' : html`${ids.map((id) => html`<a href="${to(erratumPlace(manual, id))}"><code>${id}</code></a> `)}`}.</p>`
  const only = (a: RunOfSite, b: RunOfSite): string[] =>
    a.run.errata.filter((id) => !b.run.errata.includes(id))
  return html`${list('Permit an answer only in the first', only(before, after))}${list('Only in the second', only(after, before))}`
}

function fields(answers: readonly FieldsOfAnswer[] | undefined): Html {
  if (answers === undefined)
    return html`<p>Not known: one of the runs was published without its exchanges.</p>`
  if (answers.length === 0) return html`<p>The answers of both have the same fields.</p>`
  return html`<p class="soft">A field may differ with the data, without a broken promise.</p>
<table class="list cards"><thead><tr>${['Answer', 'Field', 'First', 'Second'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${answers.flatMap(
    ({ operation, status, microversions, fields: changed }) =>
      changed.map(
        ({ field, before, after }) =>
          html`<tr><td data-head="Answer"><code>${operation}</code> ${status} at ${microversions.join(', ')}</td><td data-head="Field"><code>${field === '' ? '(body)' : field}</code></td><td data-head="First">${before ?? 'absent'}</td><td data-head="Second">${after ?? 'absent'}</td></tr>
`,
      ),
  )}</tbody></table>`
}
