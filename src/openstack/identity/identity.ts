import type { CloudConfig } from '../cloud-config/cloud-config.ts'
import type { Body, ExchangeResponse, Headers } from '../exchange.ts'
import { askAgain } from '../http/ask-again.ts'
import { type Disturbance, isPassing, isSurelyUnseen } from '../http/disturbance.ts'
import type { Wire, WireRequest } from '../http/wire.ts'
import { oneLine } from '../one-line.ts'
import { TransportError } from '../transport-error.ts'
import { UnreachableError } from '../unreachable-error.ts'
import { AuthenticationError } from './authentication-error.ts'
import type { Credential } from './credential.ts'
import { parseToken, type Token } from './token.ts'
import { tokenRequest } from './token-request.ts'

/**
 * Gets a project-scoped token from Identity v3, or reads about the token that the credential is.
 * Throws {@link AuthenticationError} and {@link UnreachableError}.
 */
export async function authenticate(
  config: CloudConfig,
  wire: Wire,
  userAgent: string,
): Promise<Token> {
  const url = `${identityUrl(config)}/auth/tokens`
  const obtainedAt = performance.now()
  let problem: TransportError | undefined
  let answer: ExchangeResponse | undefined
  const { response, request } = await askAgain(
    async (repeats) => {
      const outcome = await wire.send({
        service: 'identity',
        url,
        ...requestFor(config.credential, { accept: 'application/json', 'user-agent': userAgent }),
        ...(repeats !== undefined && { repeats }),
      })
      ;({ problem, answer } = outcome)
      return outcome.exchange
    },
    { mayRepeat: isAnswerLost, signal: wire.signal },
  )
  if (response === undefined) {
    throw new UnreachableError(config, url, problem ?? new TransportError('other'))
  }
  if (response.status !== 201 && response.status !== 200) throw refusal(config, url, response)
  const token = parseToken(
    answer?.headers['x-subject-token'],
    answer?.body.kind === 'json' ? answer.body.value : undefined,
    { obtainedAt, isNew: request.method === 'POST' },
  )
  if (!('fault' in token)) return token
  throw new AuthenticationError({
    cloud: config.name,
    url,
    status: response.status,
    said: `the answer is no usable token (${token.fault})`,
    advice: 'check that auth_url is the URL of Identity v3 and that the entry names a project',
  })
}

/** Whether to repeat a request. When nothing listens, a wrong address is more likely than a restart. */
function isAnswerLost(disturbance: Disturbance): boolean {
  return (
    isPassing(disturbance) && (disturbance.kind === 'rate-limited' || !isSurelyUnseen(disturbance))
  )
}

/** Whether Identity says that a token is still valid. */
export async function isValid(
  config: CloudConfig,
  wire: Wire,
  userAgent: string,
  token: string,
): Promise<boolean> {
  const { exchange } = await wire.send({
    service: 'identity',
    method: 'GET',
    url: `${identityUrl(config)}/auth/tokens`,
    headers: {
      accept: 'application/json',
      'user-agent': userAgent,
      'x-auth-token': token,
      'x-subject-token': token,
    },
  })
  return exchange.response?.status === 200
}

/** Revokes a token, authenticated by the token itself. Throws like {@link authenticate}. */
export async function revoke(
  config: CloudConfig,
  wire: Wire,
  userAgent: string,
  { id }: Token,
): Promise<void> {
  const url = `${identityUrl(config)}/auth/tokens`
  const token = id.reveal()
  const { exchange, problem } = await wire.send({
    service: 'identity',
    method: 'DELETE',
    url,
    headers: {
      accept: 'application/json',
      'user-agent': userAgent,
      'x-auth-token': token,
      'x-subject-token': token,
    },
  })
  const { response } = exchange
  if (response === undefined) {
    throw new UnreachableError(config, url, problem ?? new TransportError('other'))
  }
  if (response.status !== 204) throw refusal(config, url, response)
}

/** The URL of Identity v3 for an `auth_url` that may or may not end with the version. */
export function identityUrl(config: Pick<CloudConfig, 'authUrl'>): string {
  return `${config.authUrl.replace(/\/v(2\.0|3)$/, '')}/v3`
}

/** A given token without a project is read and not exchanged, because it would lose its scope. */
function requestFor(
  credential: Credential,
  headers: Headers,
): Pick<WireRequest, 'method' | 'headers' | 'json'> {
  if (credential.method === 'token' && credential.project === undefined) {
    const token = credential.token.reveal()
    return {
      method: 'GET',
      headers: { ...headers, 'x-auth-token': token, 'x-subject-token': token },
    }
  }
  return {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    json: tokenRequest(credential),
  }
}

function refusal(
  config: CloudConfig,
  url: string,
  { status, body }: ExchangeResponse,
): AuthenticationError {
  return new AuthenticationError({
    cloud: config.name,
    url,
    status,
    said: messageOf(body),
    advice: adviceFor(status, config),
  })
}

function messageOf(body: Body): string {
  if (body.kind === 'json') {
    const error = property(body.value, 'error') ?? body.value
    const message = property(error, 'message')
    if (typeof message === 'string') return oneLine(message, 200).replace(/\.+$/, '')
  }
  return body.kind === 'empty' ? 'nothing more' : 'no message of Identity'
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}

function adviceFor(status: number, { credential, name, file }: CloudConfig): string {
  const where = file === undefined ? 'the OS_* variables' : `clouds.${name}.auth in ${file}`
  if (status === 401) {
    const settings = {
      password: 'username, password, project and the domains of both',
      token: 'the token (it may have expired) and the project',
      application_credential: 'id and secret (it may have expired or been deleted)',
    }[credential.method]
    return `check ${settings} in ${where}`
  }
  if (status === 404 || (status >= 300 && status < 400)) {
    return `check auth_url in ${where}: it is not the URL of Identity v3`
  }
  if (status === 400) return `check user, project and domains in ${where}`
  if (status === 403) return `ask the owner of the cloud: the user in ${where} may not do this`
  if (status === 429) return 'wait a while: Identity limits the rate of requests'
  return status >= 500 ? 'Identity itself is in trouble: try later' : `check ${where}`
}
