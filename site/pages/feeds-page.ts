import { html } from '../../reports/text/html.ts'
import { INDEX } from '../data/store.ts'
import { badgeFile, FEED, FEEDS, METRICS, TABLE, targetPage } from './places.ts'
import { sitePage } from './site-page.ts'
import type { Page, SiteView } from './site-view.ts'

/** What programs read of a site. */
export function feedsPage({ histories }: SiteView): Page {
  const rows: readonly (readonly [string, string])[] = [
    [FEED, 'Atom: each change of a verdict with its cause, and each run'],
    [
      METRICS,
      'OpenMetrics, for a scraper: promises by cloud and verdict, age of the last run, days to expiry',
    ],
    [INDEX, 'all runs and where each cloud stands'],
    ['index.schema.json', 'the JSON Schema of index.json'],
    [`${TABLE}.json`, 'the table that queries are asked of'],
  ]
  const body = html`<h1>For programs</h1>
<table class="list cards"><thead><tr><th scope="col">File</th><th scope="col">Content</th></tr></thead><tbody>${rows.map(([file, what]) => html`<tr><td data-head="File"><a href="${file}">${file}</a></td><td data-head="Content">${what}</td></tr>`)}</tbody></table>
<h2>Badges</h2>
<ul class="badges">${histories.map(({ id, title }) => html`<li><a href="${targetPage(id)}"><img src="${badgeFile(id)}" alt="${title}" height="20" loading="lazy"></a> <code>${badgeFile(id)}</code></li>`)}</ul>`
  return [FEEDS, sitePage({ path: FEEDS, title: 'Feeds' }, body)]
}
