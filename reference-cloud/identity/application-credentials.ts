import { randomBytes } from 'node:crypto'
import { isObject } from '../checks.ts'
import { badRequest, Fault } from '../faults.ts'
import { type Answer, type Incoming, json } from '../http/exchange.ts'
import { type ApplicationCredential, compactId, type Directory } from './directory.ts'
import type { Token, Tokens } from './tokens.ts'

/** The application credentials that users make for themselves. */
export class ApplicationCredentials {
  constructor(
    private readonly url: string,
    private readonly directory: Directory,
    private readonly tokens: Tokens,
  ) {}

  /** @throws Fault 400, 403, 409 */
  create(caller: Token, userId: string, body: unknown): Answer {
    this.#mustOwn(caller, userId, 'create')
    const asked = isObject(body) ? body.application_credential : undefined
    if (!isObject(asked) || typeof asked.name !== 'string') {
      throw badRequest("'name' is a required property")
    }
    const { name, description } = asked
    if (this.#of(userId).some((one) => one.name === name)) {
      throw new Fault(409, 'Conflict occurred attempting to store application_credential.')
    }
    const made: ApplicationCredential = {
      id: compactId(),
      name,
      secret: randomBytes(48).toString('base64url'),
      userId,
      projectId: caller.project?.id ?? '',
      roles: caller.roles,
      ...(typeof description === 'string' && { description }),
      ...(typeof asked.expires_at === 'string' && { expiresAt: futureTime(asked.expires_at) }),
    }
    this.directory.applicationCredentials.push(made)
    const view = { ...this.#view(made), secret: made.secret }
    return json(201, { application_credential: view })
  }

  list(caller: Token, userId: string, { query }: Incoming): Answer {
    this.#mustOwn(caller, userId, 'list')
    const name = query.pairs.find(([key]) => key === 'name')?.[1]
    const own = this.#of(userId).filter((one) => name === undefined || one.name === name)
    return json(200, {
      application_credentials: own.map((one) => this.#view(one)),
      links: { self: this.#path(userId), previous: null, next: null },
    })
  }

  show(caller: Token, userId: string, id: string): Answer {
    this.#mustOwn(caller, userId, 'get')
    return json(200, { application_credential: this.#view(this.#find(userId, id)) })
  }

  delete(caller: Token, userId: string, id: string): Answer {
    this.#mustOwn(caller, userId, 'delete')
    const found = this.#find(userId, id)
    const { applicationCredentials } = this.directory
    applicationCredentials.splice(applicationCredentials.indexOf(found), 1)
    this.tokens.revokeOf(id)
    return { status: 204, headers: {}, body: '' }
  }

  /** Nobody but the user, and not with a token that was got with an application credential. */
  #mustOwn({ user, methods }: Token, userId: string, action: string): void {
    if (user.id === userId && !methods.includes('application_credential')) return
    const rule = `identity:${action}_application_credential`
    throw new Fault(403, `You are not authorized to perform the requested action: ${rule}.`)
  }

  #of(userId: string): readonly ApplicationCredential[] {
    return this.directory.applicationCredentials.filter((one) => one.userId === userId)
  }

  #find(userId: string, id: string): ApplicationCredential {
    const found = this.#of(userId).find((one) => one.id === id)
    if (found === undefined) throw new Fault(404, `Could not find Application Credential: ${id}.`)
    return found
  }

  #view({ id, name, projectId, userId, roles, description, expiresAt }: ApplicationCredential) {
    return {
      id,
      name,
      description: description ?? null,
      project_id: projectId,
      expires_at: expiresAt?.toISOString().replace(/(\.\d{3})Z$/, '$1000') ?? null,
      unrestricted: false,
      system: null,
      roles: roles.map((role) => ({
        id: this.directory.roleId(role),
        name: role,
        domain_id: null,
        description: null,
        options: {},
      })),
      links: { self: `${this.#path(userId)}/${id}` },
    }
  }

  #path(userId: string): string {
    return `${this.url}/v3/users/${userId}/application_credentials`
  }
}

function futureTime(text: string): Date {
  const time = new Date(text.endsWith('Z') ? text : `${text}Z`)
  if (Number.isNaN(time.getTime())) throw badRequest('Timestamp not in expected format.')
  if (time.getTime() > Date.now()) return time
  throw badRequest("The 'expires_at' must not be before now.")
}
