import type { Headers } from '../openstack/exchange.ts'

/** Type and subtype of a message in lower case, without parameters; undefined when it names none. */
export function mediaTypeOf(headers: Headers): string | undefined {
  return headers['content-type']?.split(';')[0]?.trim().toLowerCase()
}

export function isJson(mediaType: string): boolean {
  return mediaType === 'application/json' || mediaType.endsWith('+json')
}
