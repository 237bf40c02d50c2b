import XMLBuilder from 'fast-xml-builder'
import { xmlText } from '../../reports/junit/xml-text.ts'
import { contentDigest } from '../data/content.ts'
import type { RunOfSite } from '../history/run-of-site.ts'
import type { Transition } from '../history/transitions.ts'
import { comparePage, FEED, promisePage, targetPage } from '../pages/places.ts'
import type { Page, SiteView } from '../pages/site-view.ts'
import { causeWords } from '../pages/verdict-mark.ts'

/** Readers ask for the feed again and again: it has the newest entries only. */
const MOST = 100

/** What changed on the site, as an Atom feed: changes of verdicts with their causes, and runs. */
export function atomFeed({ histories, runs, builtAt }: SiteView): Page {
  const entries = [
    ...runs.map(runEntry),
    ...histories.flatMap(({ transitions }) => transitions).map(transitionEntry),
  ].toSorted((a, b) => (a.updated < b.updated ? 1 : -1))
  const feed = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      id: uid('feed'),
      title: 'Attest: what changed',
      updated: entries[0]?.updated ?? builtAt,
      author: { name: 'Attest' },
      link: [{ '@rel': 'self', '@href': FEED }],
      entry: entries.slice(0, MOST),
    },
  }
  const builder = new XMLBuilder({
    attributeNamePrefix: '@',
    ignoreAttributes: false,
    format: true,
  })
  return [FEED, `${builder.build(feed)}`]
}

interface Entry {
  readonly id: string
  readonly title: string
  readonly updated: string
  readonly link: { readonly '@href': string }
  readonly summary: string
}

function runEntry({ run, kept, target }: RunOfSite): Entry {
  const { counts } = run
  return {
    id: uid(`run ${target} ${run.run}`),
    title: xmlText(`${run.target.title}: ${kept.now ?? kept.verdict}`),
    updated: run.startedAt,
    link: { '@href': targetPage(target) },
    summary: xmlText(
      `${counts.cases} cases: ${counts.passed} passed, ${counts.failed} failed, ${counts.notApplicable} not applicable`,
    ),
  }
}

function transitionEntry(transition: Transition): Entry {
  const { target, promise, from, to, cause, before, after, reason } = transition
  return {
    id: uid(`change ${target} ${promise} ${before.run.run} ${after.run.run}`),
    title: xmlText(`${after.run.target.title}: ${promise} ${from} → ${to} (${causeWords(cause)})`),
    updated: after.run.startedAt,
    link: { '@href': `${promisePage(promise)}#${target}` },
    summary: xmlText(
      `${reason ?? 'It is kept.'} See ${comparePage(before.kept.data, after.kept.data)}.`,
    ),
  }
}

/** An id that does not depend on where the site is served. */
function uid(text: string): string {
  const hex = contentDigest(text)
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
