import { randomBytes } from 'node:crypto'
import type { Project, User } from './directory.ts'

export interface Token {
  readonly value: string
  readonly auditId: string
  readonly user: User
  /** Undefined when the token is not for a project. */
  readonly project: Project | undefined
  readonly roles: readonly string[]
  readonly methods: readonly string[]
  /** The application credential that it was got with. */
  readonly credentialId?: string
  readonly issuedAt: Date
  readonly expiresAt: Date
}

export type Grant = Pick<Token, 'user' | 'project' | 'roles' | 'methods' | 'credentialId'> & {
  /** A token expires with the token or the application credential that it was got with. */
  readonly notAfter?: Date
}

/** The tokens that have been issued and not been revoked. */
export class Tokens {
  readonly #tokens = new Map<string, Token>()

  constructor(private readonly ttlSeconds: number) {}

  issue(grant: Grant): Token {
    const issuedAt = new Date()
    const end = issuedAt.getTime() + this.ttlSeconds * 1000
    const token: Token = {
      value: `gAAAAA${randomBytes(96).toString('base64url')}`,
      auditId: randomBytes(16).toString('base64url'),
      user: grant.user,
      project: grant.project,
      roles: grant.roles,
      methods: grant.methods,
      ...(grant.credentialId !== undefined && { credentialId: grant.credentialId }),
      issuedAt,
      expiresAt: new Date(Math.min(end, grant.notAfter?.getTime() ?? end)),
    }
    this.#tokens.set(token.value, token)
    return token
  }

  find(value: string | undefined): Token | undefined {
    const token = this.findWhateverAge(value)
    return token && token.expiresAt.getTime() > Date.now() ? token : undefined
  }

  /** The same, also of a token that has expired. */
  findWhateverAge(value: string | undefined): Token | undefined {
    return value === undefined ? undefined : this.#tokens.get(value)
  }

  revoke(token: Token): void {
    this.#tokens.delete(token.value)
  }

  /** Revokes the tokens that were got with an application credential. */
  revokeOf(credentialId: string): void {
    for (const token of this.#tokens.values()) {
      if (token.credentialId === credentialId) this.revoke(token)
    }
  }
}
