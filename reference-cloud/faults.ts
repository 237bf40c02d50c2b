/** An error answer: a status, and the text that explains it. */
export class Fault extends Error {
  override readonly name = 'Fault' as const

  constructor(
    readonly status: number,
    message: string,
    /** Seconds after which to try again, as a text. */
    readonly retryAfter?: string,
  ) {
    super(message)
  }
}

const KEYS: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  429: 'overLimit',
  501: 'notImplemented',
  503: 'serviceUnavailable',
}

export function faultBody(
  status: number,
  message: string,
  retryAfter?: string,
): Record<string, unknown> {
  const more = retryAfter === undefined ? {} : { retryAfter }
  return { [KEYS[status] ?? 'computeFault']: { code: status, message, ...more } }
}

export const badRequest = (message: string) => new Fault(400, message)
export const notFound = (message = 'The resource could not be found.') => new Fault(404, message)
export const conflict = (message: string) => new Fault(409, message)
export const forbidden = (rule: string) =>
  new Fault(403, `Policy doesn't allow ${rule} to be performed.`)
export const internal = (
  message = 'The server has either erred or is incapable of performing the requested operation.',
) => new Fault(500, message)
