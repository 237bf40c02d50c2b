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
  readonly issuedAt: Date
  readonly expiresAt: Date
}

export type Grant = Pick<Token, 'user' | 'project' | 'roles' | 'methods'> & {
  /** A token that was requested with another token expires with it. */
  readonly notAfter?: Date
}

/** The tokens that have been issued and neither expired nor been revoked. */
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
      issuedAt,
      expiresAt: new Date(Math.min(end, grant.notAfter?.getTime() ?? end)),
    }
    this.#tokens.set(token.value, token)
    return token
  }

  find(value: string | undefined): Token | undefined {
    const token = value === undefined ? undefined : this.#tokens.get(value)
    if (token && token.expiresAt.getTime() <= Date.now()) {
      this.#tokens.delete(token.value)
      return undefined
    }
    return token
  }

  revoke(token: Token): void {
    this.#tokens.delete(token.value)
  }
}
