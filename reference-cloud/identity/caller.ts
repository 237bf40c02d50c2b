import type { Misconduct } from '../cloud-faults.ts'
import { type Answer, type Headers, header, type Incoming, json } from '../http/exchange.ts'
import type { Token, Tokens } from './tokens.ts'

/** The user that asks, as far as policies care. */
export interface Caller {
  readonly userId: string
  readonly projectId: string
  readonly roles: readonly string[]
  /** The request also carries a token of a service: it acts for the user on the service's behalf. */
  readonly viaService: boolean
}

/** The filter in front of every service but Identity. */
export class TokenFilter {
  constructor(
    private readonly identityUrl: string,
    private readonly tokens: Tokens,
    private readonly misconduct: Misconduct,
  ) {}

  /** The caller; undefined when a token is not valid, or claims to be of a service and is not. */
  identify(incoming: Incoming): Caller | undefined {
    const given = header(incoming, 'x-auth-token')
    const token = this.misconduct.is('believe-expired-tokens')
      ? this.tokens.findWhateverAge(given)
      : this.tokens.find(given)
    if (!token?.project) return undefined
    const claim = header(incoming, 'x-service-token')
    const service: Token | undefined = this.tokens.find(claim)
    const isService = service?.roles.includes('service') ?? false
    const believed = claim !== undefined && !isService
    if (believed && !this.misconduct.is('believe-every-service-token')) return undefined
    return {
      userId: token.user.id,
      projectId: token.project.id,
      roles: token.roles,
      viaService: isService || believed,
    }
  }

  /** The header of every refusal: where a token can be had. */
  get challenge(): Headers {
    return { 'WWW-Authenticate': `Keystone uri="${this.identityUrl}/v3"` }
  }

  refuse(): Answer {
    const message = 'The request you have made requires authentication.'
    const body = { error: { code: 401, title: 'Unauthorized', message } }
    return json(401, body, this.challenge)
  }
}

export const isAdmin = (caller: Caller) => caller.roles.includes('admin')
