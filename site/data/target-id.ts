import { contentDigest } from './content.ts'
import type { SiteRun } from './site-run.ts'

/** A target that a site already has: its id, and a run of it. */
interface KnownTarget {
  readonly id: string
  readonly run: Pick<SiteRun, 'target'>
}

/**
 * The id of a run's target, which names its page: that of the known target with the same name,
 * region and auth URL, else a new one made of the name.
 */
export function targetIdOf(run: Pick<SiteRun, 'target'>, known: readonly KnownTarget[]): string {
  const identity = identityOf(run)
  const same = known.find((one) => identityOf(one.run) === identity)
  if (same !== undefined) return same.id
  const plain = slugOf(run.target.name)
  const isTaken = known.some(({ id }) => id === plain)
  return isTaken ? `${plain}-${contentDigest(identity).slice(0, 6)}` : plain
}

/** Two clouds may have the same name, and one cloud several regions. */
function identityOf({ target: { title, authUrl } }: Pick<SiteRun, 'target'>): string {
  return `${title} ${authUrl === null ? '' : placeOf(authUrl)}`
}

/** On this machine, the port is another one each time a cloud is started. */
function placeOf(authUrl: string): string {
  if (!URL.canParse(authUrl)) return authUrl
  const { protocol, host, hostname, pathname } = new URL(authUrl)
  const isHere = hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]'
  return `${protocol}//${isHere ? hostname : host}${pathname.replace(/\/+$/, '')}`
}

/** Letters, digits, dots and dashes, for the names of files and for queries. */
function slugOf(text: string): string {
  const slug = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
  return slug === '' ? 'target' : slug.slice(0, 60)
}
