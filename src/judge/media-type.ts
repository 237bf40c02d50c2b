import type { Headers } from '../openstack/exchange.ts'

/** Type and subtype of a message in lower case, without parameters; undefined when it names none. */
export function mediaTypeOf(headers: Headers): string | undefined {
  // A shortcut for nearly all answers: a large run has hundreds of thousands of them.
  if (headers['content-type'] === 'application/json') return 'application/json'
  return headers['content-type']?.split(';')[0]?.trim().toLowerCase()
}

export function isJson(mediaType: string): boolean {
  return mediaType === 'application/json' || mediaType.endsWith('+json')
}
