import { abortMany } from '../abort-many.ts'
import type { Persona, Service } from '../openapi/contract.ts'
import { defaultServices } from '../openapi/default-services.ts'
import type { JsonPointer } from '../openapi/json-pointer.ts'
import { valueAt } from '../openapi/json-pointer.ts'

import type { Services } from '../openapi/service-description.ts'
import { packageVersion } from '../package-root.ts'
import { jsonOf } from './body/body-json.ts'
import { baseUrlOf, type Call, headersOf, microversionOf, type Tokens, urlOf } from './call.ts'
import type { CloudConfig, CloudPlace } from './cloud-config/cloud-config.ts'
import { MissingEndpointError } from './endpoints/missing-endpoint-error.ts'
import { discoverEndpoints, type Endpoints, type Regions } from './endpoints/service-endpoints.ts'
import type { ServiceVersions } from './endpoints/service-versions.ts'
import type { Body, Exchange, Headers } from './exchange.ts'
import { askAgain } from './http/ask-again.ts'
import { isPassing } from './http/disturbance.ts'
import { HttpClient, type HttpLimits } from './http/http-client.ts'
import { OriginLog } from './http/origin-log.ts'
import { Traffic } from './http/traffic.ts'
import { unlessAborted } from './http/unless-aborted.ts'
import { Wire } from './http/wire.ts'
import { AuthenticationError } from './identity/authentication-error.ts'
import type { OwnCredential } from './identity/credential.ts'
import { authenticate, isValid, revoke } from './identity/identity.ts'
import type { BriefToken, Token } from './identity/token.ts'
import { TokenKeeper } from './identity/token-keeper.ts'
import { Secret } from './secrets/secret.ts'
import { holdsSecret } from './secrets/secret-values.ts'
import { TransportError } from './transport-error.ts'

export type { Call } from './call.ts'
export type { Endpoints } from './endpoints/service-endpoints.ts'

/** How a version of Attest calls itself in its requests. */
export const userAgentOf = (version: string): string => `attest/${version}`

export const USER_AGENT = userAgentOf(packageVersion)

export interface SessionOptions {
  readonly persona: Persona
  /**
   * The services to look for in the catalog, with the documents that are tested; by default those of the
   * package with their default documents.
   */
  readonly services?: Services
  /** Called with every exchange, from which secrets have been removed. */
  readonly onExchange?: (exchange: Exchange) => void
  readonly limits?: Partial<HttpLimits>
  /** Shared by the sessions with one cloud; by default the session has its own. */
  readonly traffic?: Traffic
  /** Notes the origins of all connections; shared like `traffic`. */
  readonly origins?: OriginLog
  /** Cancels the opening of the session; it is not used afterwards. */
  readonly signal?: AbortSignal | undefined
}

interface SessionParts {
  readonly config: CloudConfig
  readonly services: Services
  readonly persona: Persona
  readonly http: HttpClient
  readonly wire: Wire
  readonly traffic: Traffic
  readonly origins: OriginLog
  readonly keeper: TokenKeeper | undefined
  readonly life: AbortController
  readonly projectId: string
  readonly endpoints: Endpoints
  readonly regions: Regions
  readonly otherRegions?: readonly string[]
  readonly versions: Readonly<Record<Service, ServiceVersions>>
}

/** The session of one persona with a cloud: it has a token, knows the endpoints, and sends calls. */
export class Session {
  readonly config: CloudConfig
  readonly persona: Persona
  /** The project of the token; for an anonymous session that of the session it was made from. */
  readonly projectId: string
  /** Base URLs with the version, and with the project id where the service has it in its path. */
  readonly endpoints: Endpoints
  /** The regions of the endpoints in the catalog. */
  readonly regions: Regions
  /** Further regions of the entry or of the catalog, where none was named and the first was taken. */
  readonly otherRegions: readonly string[]
  readonly versions: Readonly<Record<Service, ServiceVersions>>
  /** Where the connections of all sessions with this cloud have led. */
  readonly origins: OriginLog
  readonly #services: Services
  readonly #http: HttpClient
  readonly #wire: Wire
  readonly #traffic: Traffic
  readonly #keeper: TokenKeeper | undefined
  /** The token with which each request was sent; the exchange has it redacted. */
  readonly #tokens = new WeakMap<Exchange, string>()
  /** Bodies of answers that hold secrets, which their exchanges do not. */
  readonly #secretive = new WeakMap<Exchange, Body>()
  /** Aborted when the session is closed, also for requests that still wait for a token or their turn. */
  readonly #life: AbortController

  private constructor(parts: SessionParts) {
    this.config = parts.config
    this.#services = parts.services
    this.persona = parts.persona
    this.projectId = parts.projectId
    this.endpoints = parts.endpoints
    this.regions = parts.regions
    this.otherRegions = parts.otherRegions ?? parts.config.otherRegions ?? []
    this.origins = parts.origins
    this.versions = parts.versions
    this.#http = parts.http
    this.#wire = parts.wire
    this.#traffic = parts.traffic
    this.#keeper = parts.keeper
    this.#life = parts.life
  }

  /**
   * Authenticates, and finds endpoints and microversions. Throws AuthenticationError,
   * UnreachableError, MissingEndpointError and ServiceVersionsError, and the signal's reason.
   */
  static async open(config: CloudConfig, options: SessionOptions): Promise<Session> {
    const origins = options.origins ?? new OriginLog()
    const http = clientFor(config, options.limits, origins)
    const traffic = options.traffic ?? new Traffic()
    const life = abortMany()
    const { persona, services = defaultServices(), onExchange = () => {}, signal } = options
    const wire = new Wire(http, persona, onExchange, traffic, life.signal)
    const giveUp = (): void => life.abort(signal?.reason)
    signal?.addEventListener('abort', giveUp)
    const renew = (): Promise<Token> => authenticate(config, wire, USER_AGENT)
    try {
      signal?.throwIfAborted()
      const token = await renew()
      const found = await discoverEndpoints(config, token, wire, serviceHeaders(token), services)
      const keeper = new TokenKeeper(token, renew)
      return new Session({
        config,
        services,
        persona,
        http,
        wire,
        traffic,
        origins,
        keeper,
        life,
        ...found,
        projectId: token.projectId,
      })
    } catch (error) {
      await http.close()
      signal?.throwIfAborted()
      throw error
    } finally {
      signal?.removeEventListener('abort', giveUp)
    }
  }

  /** A session of the persona `nobody`, with the endpoints of another session and without a token. */
  static anonymous(
    of: Session,
    options: Pick<SessionOptions, 'onExchange' | 'limits'> = {},
  ): Session {
    const http = clientFor(of.config, options.limits, of.origins)
    const traffic = of.#traffic
    const { config, projectId, endpoints, regions, versions, origins } = of
    const life = abortMany()
    const { onExchange = () => {} } = options
    const wire = new Wire(http, 'nobody', onExchange, traffic, life.signal)
    const keeper = undefined
    return new Session({
      config,
      services: of.#services,
      persona: 'nobody',
      http,
      wire,
      traffic,
      origins,
      keeper,
      life,
      projectId,
      endpoints,
      regions,
      versions,
    })
  }

  /** Where the cloud is. */
  get cloud(): CloudPlace {
    return this.config
  }

  /** Absent for an anonymous session. */
  get userId(): string | undefined {
    return this.#keeper?.token.userId
  }

  /** Whether the credential is a token, which cannot be renewed. */
  get tokenIsGiven(): boolean {
    return this.config.credential.method === 'token'
  }

  /** The names of the roles in the project; none for an anonymous session. */
  get roles(): readonly string[] {
    return this.#keeper?.token.roles ?? []
  }

  /**
   * Sends one request once, without following redirects. The exchange has the answer, or the reason
   * why there is none, and no secrets. Throws {@link MissingEndpointError} for a service that is not in
   * the catalog.
   */
  async send(call: Call): Promise<Exchange> {
    const { service, method, json, rawBody, operation, signal, repeats } = call
    const microversion = microversionOf(call, this.#services)
    const request = (tokens: Tokens) => ({
      service,
      method,
      url: urlOf(this.#baseUrl(call), call),
      headers: headersOf(call, tokens, USER_AGENT, this.#services),
      ...(json !== undefined && { json }),
      ...(rawBody !== undefined && { rawBody }),
      ...(operation !== undefined && { operation }),
      ...(microversion !== undefined && { microversion }),
      ...(signal && { signal }),
      ...(repeats !== undefined && { repeats }),
    })
    let tokens: Tokens
    try {
      // Other calls wait for the same token, so aborting this call must not abort the request for it.
      tokens = await unlessAborted(this.#tokensFor(call), signal)
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown cause'
      return this.#wire.withoutToken(
        request({ token: undefined }),
        `the token could not be renewed: ${reason}`,
      )
    }
    const { exchange, answer } = await this.#wire.send(request(tokens))
    if (method === 'POST' && answer !== undefined && holdsSecret(jsonOf(answer.body))) {
      this.#secretive.set(exchange, answer.body)
    }
    if (tokens.token !== undefined) this.#tokens.set(exchange, tokens.token)
    return exchange
  }

  /**
   * What an answer has in the place of a secret, which its exchange does not tell: for those who have
   * to send it back. Undefined where there is no secret text.
   */
  secretIn(exchange: Exchange, at: JsonPointer): string | undefined {
    const body = this.#secretive.get(exchange)
    const secret = body && valueAt(jsonOf(body), at)
    return typeof secret === 'string' ? secret : undefined
  }

  /** Sends a request that changes nothing, and repeats it after a temporary disturbance. */
  ask(call: Call): Promise<Exchange> {
    const once = (repeats: string | undefined) =>
      this.send({ ...call, ...(repeats !== undefined && { repeats }) })
    return askAgain(once, { mayRepeat: isPassing, signal: call.signal ?? this.#life.signal })
  }

  /**
   * Renews the session's token after a service has refused it, if Identity says that it is not valid
   * any more. Returns false when Identity says that it is valid, or when it cannot be renewed. Throws
   * what {@link Session.open} throws for a token.
   */
  async renewToken(refused: Exchange): Promise<boolean> {
    const token = this.#tokens.get(refused)
    if (token === undefined || this.#keeper === undefined) return false
    const isPresent = this.#keeper.token.id.reveal() === token
    if (isPresent && (await isValid(this.config, this.#wire, USER_AGENT, token))) return false
    return (await this.#keeper.inPlaceOf(token)).id.reveal() !== token
  }

  /**
   * A new token of the persona that is revoked already. It was never used, so that no service has it in
   * a cache. Throws what {@link Session.open} throws for a token.
   */
  async revokedToken(): Promise<string> {
    const token = await authenticate(this.config, this.#wire, USER_AGENT)
    await revoke(this.config, this.#wire, USER_AGENT, token)
    return token.id.reveal()
  }

  /**
   * A token that is got with an application credential of the persona. Undefined when Identity refuses
   * the credential, which may have expired already. Throws what {@link Session.open} throws for a token.
   */
  async tokenFor({ id, secret }: OwnCredential): Promise<BriefToken | undefined> {
    const credential = {
      method: 'application_credential',
      credential: { id },
      secret: new Secret(secret),
    } as const
    try {
      const token = await authenticate({ ...this.config, credential }, this.#wire, USER_AGENT)
      return { value: token.id.reveal(), lastsMs: token.expiresAt - performance.now() }
    } catch (error) {
      if (error instanceof AuthenticationError && error.status === 401) return undefined
      throw error
    }
  }

  /** Cancels all pending requests and closes the connections. */
  async close(): Promise<void> {
    this.#life.abort(new TransportError('aborted'))
    await this.#http.close()
  }

  async #tokensFor({ token = 'own', serviceToken }: Call): Promise<Tokens> {
    return {
      token: await this.#valueOf(token),
      serviceToken: serviceToken && (await this.#valueOf(serviceToken)),
    }
  }

  async #valueOf(token: NonNullable<Call['token']>): Promise<string | undefined> {
    if (typeof token === 'object') return token.value
    return token === 'none' ? undefined : (await this.#keeper?.valid())?.id.reveal()
  }

  #baseUrl(call: Call): string {
    const url = baseUrlOf(call, this)
    if (url !== undefined) return url
    const { service } = call
    throw new MissingEndpointError({
      cloud: this.config.name,
      service,
      interfaces: [this.config.services[service]?.interface ?? this.config.interface].flat(),
      region: this.config.regionName,
      advice: `register it, or set ${service}_endpoint_override in the cloud entry`,
    })
  }
}

function serviceHeaders(token: Token): Headers {
  return {
    accept: 'application/json',
    'user-agent': USER_AGENT,
    'x-auth-token': token.id.reveal(),
  }
}

function clientFor(
  config: CloudConfig,
  limits: Partial<HttpLimits> = {},
  origins: OriginLog,
): HttpClient {
  const { tls, apiTimeoutMs } = config
  // `api_timeout` of the cloud's entry overrides the limits of the session.
  const own = apiTimeoutMs !== undefined && { answerMs: apiTimeoutMs }
  return new HttpClient(tls, { ...limits, ...own }, origins)
}
