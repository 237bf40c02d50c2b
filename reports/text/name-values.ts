import type { Headers } from '../../src/openstack/exchange.ts'

/** The form in which HTTP tools expect headers and queries. */
interface NameValue {
  name: string
  value: string
}

/** Headers as a list. */
export function headerList(headers: Headers): NameValue[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }))
}

/** The query of a URL as a list; empty for a text that is no URL. */
export function queryList(url: string): NameValue[] {
  if (!url.includes('?') || !URL.canParse(url)) return []
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }))
}
