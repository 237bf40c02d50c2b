import { shortDigest } from '../data/short-digest.ts'

/** Where pages are, from the folder of the site. */
export const OVERVIEW = 'index.html'
export const PROMISES = 'promises.html'
export const COMPARISONS = 'compare.html'
export const ERRATA = 'errata.html'
export const FEEDS = 'feeds.html'
export const QUESTIONS = 'help.html'
export const FEED = 'feed.xml'
export const METRICS = 'metrics.txt'
export const STYLE = 'assets/site.css'
export const SCRIPT = 'assets/site.js'
export const TABLE = 'data/table'

export const targetPage = (id: string): string => `targets/${id}.html`
export const badgeFile = (id: string): string => `badges/${id}.svg`
export const groupPage = (key: string): string => `promises/${key.replace(':', '/')}.html`
export const errataOf = (document: string): string => `errata/${document.replace('/', '.')}.html`
export const evidencePage = (digest: string): string => `evidence/${shortDigest(digest)}.html`

/** `compute.attach:409:volume-in-use`: slugs have letters, digits, dots and dashes. */
export function promisePage(id: string): string {
  const [operation = '', status = '', slug = ''] = id.split(':')
  return `promises/${operation}/${status}/${slug}.html`
}

export function comparePage(before: string, after: string): string {
  return `compare/${shortDigest(before)}-${shortDigest(after)}.html`
}

/** A link from one page of the site to another. */
export function linkFrom(page: string, to: string): string {
  return `${'../'.repeat(page.split('/').length - 1)}${to}`
}
