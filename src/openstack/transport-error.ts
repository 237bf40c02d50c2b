/** Why a request got no complete answer. */
export type TransportProblem =
  | 'unknown-host'
  | 'refused'
  | 'no-route'
  | 'connect-timeout'
  | 'answer-timeout'
  | 'reset'
  | 'unknown-authority'
  | 'wrong-certificate-host'
  | 'expired-certificate'
  | 'client-certificate'
  | 'tls'
  | 'not-http'
  | 'too-large'
  | 'too-deep'
  | 'undecodable'
  | 'silent'
  | 'held'
  | 'spent'
  | 'token-lost'
  | 'aborted'
  | 'bad-request'
  | 'other'

/** Texts for messages; each is the end of a sentence such as `GET https://… failed: `. */
const WORDS: Readonly<Record<TransportProblem, string>> = {
  'unknown-host': 'the host name is not known (DNS)',
  refused: 'the connection was refused: nothing listens there',
  'no-route': 'there is no route to the host',
  'connect-timeout': 'no connection within the time limit',
  'answer-timeout': 'no complete answer within the time limit',
  reset: 'the connection was closed before the answer was complete',
  'unknown-authority': 'the TLS certificate is signed by an authority that is not known here',
  'wrong-certificate-host': 'the TLS certificate is for another host name',
  'expired-certificate': 'the TLS certificate has expired or is not valid yet',
  'client-certificate': 'the server asks for another TLS client certificate',
  tls: 'the TLS handshake failed: perhaps the server does not use TLS',
  'not-http': 'the answer is not HTTP: perhaps the server expects TLS',
  'too-large': 'the answer is larger than the limit',
  'too-deep': 'the answer is nested more deeply than the limit',
  undecodable:
    'the body is not in the form that its Content-Encoding names, or in one that is not known here',
  silent: 'not sent: the service has stopped answering',
  held: 'not sent: the cloud asks again and again to wait',
  spent: 'not sent: the run has sent as many requests as it may',
  'token-lost': 'there is no token to send it with',
  aborted: 'the request was given up',
  'bad-request': 'the request cannot be sent as it is',
  other: 'the transport failed',
}

const BY_CODE: Readonly<Record<string, TransportProblem>> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ENODATA: 'unknown-host',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  EADDRNOTAVAIL: 'no-route',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'answer-timeout',
  UND_ERR_BODY_TIMEOUT: 'answer-timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_CLOSED: 'aborted',
  UND_ERR_DESTROYED: 'aborted',
  UND_ERR_ABORTED: 'aborted',
  ABORT_ERR: 'aborted',
  UND_ERR_INVALID_ARG: 'bad-request',
  ERR_INVALID_CHAR: 'bad-request',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'unknown-authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-authority',
  CERT_UNTRUSTED: 'unknown-authority',
  CERT_SIGNATURE_FAILURE: 'unknown-authority',
  INVALID_CA: 'unknown-authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-certificate-host',
  CERT_HAS_EXPIRED: 'expired-certificate',
  CERT_NOT_YET_VALID: 'expired-certificate',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'client-certificate',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'client-certificate',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'client-certificate',
  EPROTO: 'tls',
}

/** A request got no complete answer. */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly problem: TransportProblem
  /** The code of the underlying error, such as `ECONNREFUSED`. */
  readonly code: string | undefined

  constructor(problem: TransportProblem, code?: string) {
    super(code === undefined ? WORDS[problem] : `${WORDS[problem]} (${code})`)
    this.problem = problem
    this.code = code
  }
}

/** Translates an error of the HTTP library. The library's own messages are not passed on. */
export function toTransportError(cause: unknown): TransportError {
  if (cause instanceof TransportError) return cause
  const code = codeOf(cause)
  if (code === undefined) {
    const name = cause instanceof Error ? cause.name : ''
    if (name === 'AbortError' || name === 'TimeoutError') return new TransportError('aborted')
    return new TransportError('other', name || undefined)
  }
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined
  const guess = code.startsWith('HPE_')
    ? 'not-http'
    : code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')
      ? 'tls'
      : 'other'
  return new TransportError(known ?? guess, code)
}

function codeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined
  if ('code' in cause && typeof cause.code === 'string') return cause.code
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause.cause
  return inner === cause ? undefined : codeOf(inner)
}
