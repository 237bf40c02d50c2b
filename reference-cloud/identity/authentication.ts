import { isObject } from '../checks.ts'
import { badRequest, Fault } from '../faults.ts'
import type { Directory, Project, User } from './directory.ts'
import type { Grant, Tokens } from './tokens.ts'

type Part = Record<string, unknown>

const refused = () => new Fault(401, 'The request you have made requires authentication.')

function part(value: unknown, name: string): Part {
  const inner = isObject(value) ? value[name] : undefined
  if (!isObject(inner)) throw badRequest(`Expecting to find ${name} in request body.`)
  return inner
}

function isDefaultDomain(domain: unknown): boolean {
  return isObject(domain) && (domain.id === 'default' || domain.name === 'Default')
}

/** Turns the body of POST /v3/auth/tokens into the contents of the token. @throws Fault 400, 401 */
export class Authentication {
  constructor(
    private readonly directory: Directory,
    private readonly tokens: Tokens,
  ) {}

  authenticate(body: unknown): Grant {
    const auth = part(body, 'auth')
    const identity = part(auth, 'identity')
    const methods = identity.methods
    const scope = auth.scope
    if (!Array.isArray(methods)) throw badRequest("'methods' is a required property")
    if (methods.includes('application_credential')) return this.#byCredential(identity)
    if (methods.includes('token')) return this.#byToken(part(identity, 'token'), scope)
    if (methods.includes('password')) {
      const user = this.#findUser(part(part(identity, 'password'), 'user'))
      return this.#scoped(user, scope, ['password'])
    }
    throw refused()
  }

  #findUser(given: Part): User {
    const user = this.directory.users.find(({ id, name }) =>
      given.id === undefined
        ? name === given.name && isDefaultDomain(given.domain)
        : id === given.id,
    )
    if (!user || user.password !== given.password) throw refused()
    return user
  }

  #byToken(given: Part, scope: unknown): Grant {
    const value = given.id
    const token = this.tokens.find(typeof value === 'string' ? value : undefined)
    if (!token) throw refused()
    const methods = [...new Set(['token', ...token.methods])]
    const grant =
      scope === undefined ? { ...token, methods } : this.#scoped(token.user, scope, methods)
    return { ...grant, notAfter: token.expiresAt }
  }

  #byCredential(identity: Part): Grant {
    const given = part(identity, 'application_credential')
    const owner = isObject(given.user) ? given.user : {}
    const credential = this.directory.applicationCredentials.find(({ id, name, userId }) => {
      if (given.id !== undefined) return id === given.id
      const user = this.directory.users.find((one) => one.id === userId)
      return name === given.name && [userId, user?.name].includes(String(owner.id ?? owner.name))
    })
    if (!credential || credential.secret !== given.secret) throw refused()
    const { id: credentialId, roles, expiresAt: notAfter } = credential
    if (notAfter !== undefined && notAfter.getTime() <= Date.now()) throw refused()
    const user = this.directory.users.find(({ id }) => id === credential.userId)
    const project = this.directory.projects.find(({ id }) => id === credential.projectId)
    if (!user || !project) throw refused()
    const methods = ['application_credential']
    return { user, project, roles, methods, credentialId, ...(notAfter && { notAfter }) }
  }

  #scoped(user: User, scope: unknown, methods: readonly string[]): Grant {
    if (!isObject(scope) || !('project' in scope)) {
      return { user, project: undefined, roles: [], methods }
    }
    const project = this.#findProject(part(scope, 'project'))
    const roles = project ? user.grants.get(project.id) : undefined
    if (!project || !roles) throw refused()
    return { user, project, roles, methods }
  }

  #findProject(given: Part): Project | undefined {
    return this.directory.projects.find(({ id, name }) =>
      given.id === undefined
        ? name === given.name && isDefaultDomain(given.domain)
        : id === given.id,
    )
  }
}
