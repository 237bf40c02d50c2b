import { Api } from './api.ts'

/** A list of each API, by its type in the catalog; the services read them from their databases. */
const LISTS = [
  ['identity', '/users'],
  ['placement', '/resource_providers'],
  ['image', '/v2/images'],
  ['volumev3', '/volumes/detail'],
  ['compute', '/servers/detail'],
] as const

/** More than any API has threads, so that each thread has to answer. */
const AT_ONCE = 16

/**
 * Reads a list of each API, many times at once. A port that is open proves little: the threads of an API
 * may block each other as soon as several have something to do. Throws StepError.
 */
export async function askEachApi(identityUrl: string, password: string): Promise<void> {
  const api = await Api.open(identityUrl, password)
  const requests = LISTS.flatMap(([type, path]) =>
    Array.from({ length: AT_ONCE }, () => api.tell(type, 'GET', path)),
  )
  await Promise.all(requests)
}
