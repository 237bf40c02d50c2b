import { z } from 'zod'
import type { Caller, Passing, Reply, Request } from './message.ts'
import { headerOf, jsonOf } from './message.ts'

const issued = z.object({
  token: z.object({
    user: z.object({ id: z.string() }),
    project: z.object({ id: z.string() }),
    roles: z.array(z.object({ name: z.string() })),
    expires_at: z.string(),
  }),
})

/**
 * Remembers which caller has got which token from Identity, to recognise callers and to act in
 * their names.
 */
export class Callers {
  readonly #byToken = new Map<string, Caller>()
  readonly #revoked = new Set<string>()

  /** Reads Identity's answer to a request for a token. */
  learn(request: Request, reply: Reply): void {
    if (!/\/auth\/tokens$/.test(request.target)) return
    if (request.method === 'DELETE') {
      this.#revoked.add(headerOf(request.headers, 'x-subject-token') ?? '')
    }
    if (request.method !== 'POST') return
    const token = headerOf(reply.headers, 'x-subject-token')
    const said = issued.safeParse(jsonOf(reply))
    if (token === undefined || !said.success) return
    const { user, project, roles, expires_at } = said.data.token
    this.#byToken.set(token, {
      token,
      userId: user.id,
      projectId: project.id,
      roles: roles.map(({ name }) => name),
      expiresAt: Date.parse(expires_at),
    })
  }

  hasRevoked(token: string): boolean {
    return this.#revoked.has(token)
  }

  /** The project that has users of several kinds: the one under test. */
  get sharedProject(): string | undefined {
    return this.find(({ roles }) => !roles.includes('member'))?.projectId
  }

  of(request: Request): Caller | undefined {
    return this.#byToken.get(headerOf(request.headers, 'x-auth-token') ?? '')
  }

  /** The caller with the newest token among those that meet the condition and are still valid. */
  find(condition: (caller: Caller) => boolean): Caller | undefined {
    return [...this.#byToken.values()].findLast((one) => condition(one) && !hasExpired(one))
  }

  /** A writer without an administrator's rights in the project. */
  memberOf(projectId: string): Caller | undefined {
    return this.find(
      (caller) =>
        caller.projectId === projectId && isMember(caller) && !this.#revoked.has(caller.token),
    )
  }

  /** A writer of another project than the caller's. */
  memberElsewhere({ projectId }: Caller): Caller | undefined {
    return this.find((caller) => caller.projectId !== projectId && isMember(caller))
  }

  get admin(): Caller | undefined {
    return this.find(({ roles }) => roles.includes('admin'))
  }
}

/** Whether its token has expired, by the clock of this machine. */
export function hasExpired({ expiresAt }: Caller): boolean {
  return expiresAt <= Date.now()
}

function isMember({ roles }: Caller): boolean {
  return roles.includes('member') && !roles.includes('admin')
}

/**
 * The request as another caller would send it: with that caller's token, and project in the path.
 */
export function inTheNameOf(passing: Passing, { token, projectId }: Caller): Partial<Request> {
  const own = passing.caller?.projectId
  return {
    headers: { ...passing.headers, 'x-auth-token': token },
    target:
      own === undefined ? passing.target : passing.target.replace(`/${own}/`, `/${projectId}/`),
  }
}
