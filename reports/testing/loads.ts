/** What begins a request in a script. */
const ASKING =
  /googletagmanager|google-analytics|sendBeacon|XMLHttpRequest|WebSocket|EventSource|importScripts|\b(?:fetch|import)\(/
/** What begins a request in a style. */
const STYLING = /@import\b|\burl\(\s*["']?(?!data:|#)/i

const TAG = /<([a-z][\w-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>/gi
const ATTRIBUTE = /([^\s=>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/g
const INLINE = /<(script|style)\b[^>]*>([\s\S]*?)<\/\1>/gi
/** The page itself, a part of it, or the name of a namespace. */
const WITHIN = /^(?:data:|#|$)/
const LOADING = new Set(
  'src srcset href xlink:href poster data action formaction background manifest ping'.split(' '),
)
const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/
const HARMLESS_SOURCES = new Set(["'none'", "'unsafe-inline'", 'data:', 'blob:'])

/** The requests that a page would send, as far as its text shows: one line each. */
export function loadsOf(page: string): string[] {
  const found: string[] = []
  for (const [, tag = '', attributes = ''] of page.matchAll(TAG)) {
    for (const [, name = '', ...values] of attributes.matchAll(ATTRIBUTE)) {
      const value = values.find((one) => one !== undefined)?.trim() ?? ''
      const key = name.toLowerCase()
      if (key === 'style' && STYLING.test(value)) found.push(`style: ${value}`)
      if (!LOADING.has(key) || WITHIN.test(value) || (tag === 'a' && key === 'href')) continue
      found.push(`<${tag} ${name}="${value.slice(0, 80)}">`)
    }
    if (/http-equiv\s*=\s*["']?refresh/i.test(attributes)) found.push('a page that goes elsewhere')
  }
  for (const [, kind = '', text = ''] of page.matchAll(INLINE)) {
    const match = (kind.toLowerCase() === 'style' ? STYLING : ASKING).exec(text)
    if (match) found.push(`${kind}: ${text.slice(match.index, match.index + 80)}`)
  }
  return found
}

/**
 * What the policy of a page allows it to load, if the policy comes before everything that loads.
 */
export function permitsOf(page: string): string[] {
  const [found = '', policy = ''] = POLICY.exec(page) ?? []
  if (found === '' || /<(script|style|link|img|body)\b/i.test(page.slice(0, page.indexOf(found)))) {
    return ['everything: no policy at the beginning']
  }
  const directives = policy
    .replaceAll('&#39;', "'")
    .split(';')
    .map((one) => one.trim().split(/\s+/))
  const permitted = directives.flatMap(([name, ...sources]) =>
    sources.filter((source) => !HARMLESS_SOURCES.has(source)).map((source) => `${name} ${source}`),
  )
  const isClosed = directives.some((one) => one.join(' ') === "default-src 'none'")
  return isClosed ? permitted : ['everything that it does not name', ...permitted]
}
