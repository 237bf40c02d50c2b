import type { Fault, Passing, Reply } from '../../fixtures/testbed/faulty-proxy.ts'

const ANSWERS: readonly (readonly [status: number, retryAfter?: string])[] = [
  [413],
  [502],
  [503],
  [503, '1'],
  [429],
  [429, '1'],
]

const isOfOperations = ({ path }: Passing) =>
  /\/(os-volume_attachments|attachments)(\/[^/]+)?$/.test(path.split('?')[0] ?? '')

/** Now and then a page instead of an answer to a read, also while the target is discovered. */
export function pagesForReads(): Fault {
  const [tested, other] = [pages(3), pages(9)]
  return (request, forward) => {
    if (request.method !== 'GET') return forward()
    return (isOfOperations(request) ? tested : other)(request, forward)
  }
}

/** Pages instead of answers to every other attach, so that nobody knows whether it has happened. */
export function pagesForAttaches(): Fault {
  const fault = pages(2)
  return (request, forward) =>
    request.method === 'POST' && isOfOperations(request) ? fault(request, forward) : forward()
}

/** Instead of each n-th answer a page of the gateway, each time another one, until all have come. */
function pages(each: number): Fault {
  const left = ANSWERS.map(page)
  let seen = 0
  return async (_, forward) => {
    seen += 1
    return (seen % each === 0 ? left.shift() : undefined) ?? forward()
  }
}

function page([status, retryAfter]: (typeof ANSWERS)[number]): Reply {
  const headers = { 'content-type': 'text/html', server: 'gateway' }
  return {
    status,
    headers: retryAfter === undefined ? headers : { ...headers, 'retry-after': retryAfter },
    body: `<html><body><h1>${status}</h1></body></html>`,
  }
}
