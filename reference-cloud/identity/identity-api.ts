import { Fault, internal } from '../faults.ts'
import { type Answer, header, type Incoming, json } from '../http/exchange.ts'
import { type Parameters, Routes } from '../http/routes.ts'
import type { ApplicationCredentials } from './application-credentials.ts'
import type { Authentication } from './authentication.ts'
import type { Catalog } from './catalog.ts'
import type { Directory, Project } from './directory.ts'
import type { Token, Tokens } from './tokens.ts'

type Handler = (incoming: Incoming, parameters: Parameters) => Answer

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  500: 'Internal Server Error',
}

const CREDENTIALS = '/v3/users/:user/application_credentials'

const microseconds = (at: Date) => `${at.toISOString().slice(0, 19)}.000000Z`

/** Identity v3: as much of it as a client needs to get a token and a catalog. */
export class IdentityApi {
  readonly #routes = new Routes<Handler>([
    { method: 'GET', pattern: '', handler: () => this.#versions() },
    { method: 'GET', pattern: '/', handler: () => this.#versions() },
    { method: 'GET', pattern: '/v3', handler: () => json(200, { version: this.#version() }) },
    { method: 'GET', pattern: '/v3/', handler: () => json(200, { version: this.#version() }) },
    { method: 'POST', pattern: '/v3/auth/tokens', handler: (incoming) => this.#issue(incoming) },
    { method: 'GET', pattern: '/v3/auth/tokens', handler: (incoming) => this.#validate(incoming) },
    { method: 'HEAD', pattern: '/v3/auth/tokens', handler: (incoming) => this.#validate(incoming) },
    { method: 'DELETE', pattern: '/v3/auth/tokens', handler: (incoming) => this.#revoke(incoming) },
    { method: 'GET', pattern: '/v3/auth/catalog', handler: (incoming) => this.#catalog(incoming) },
    {
      method: 'GET',
      pattern: '/v3/auth/projects',
      handler: (incoming) => this.#ownProjects(incoming),
    },
    { method: 'GET', pattern: '/v3/projects', handler: (incoming) => this.#allProjects(incoming) },
    { method: 'GET', pattern: '/v3/projects/:id', handler: (incoming) => this.#project(incoming) },
    {
      method: 'POST',
      pattern: CREDENTIALS,
      handler: (incoming, { user = '' }) =>
        this.credentials.create(this.#caller(incoming), user, this.#body(incoming)),
    },
    {
      method: 'GET',
      pattern: CREDENTIALS,
      handler: (incoming, { user = '' }) =>
        this.credentials.list(this.#caller(incoming), user, incoming),
    },
    {
      method: 'GET',
      pattern: `${CREDENTIALS}/:id`,
      handler: (incoming, { user = '', id = '' }) =>
        this.credentials.show(this.#caller(incoming), user, id),
    },
    {
      method: 'DELETE',
      pattern: `${CREDENTIALS}/:id`,
      handler: (incoming, { user = '', id = '' }) =>
        this.credentials.delete(this.#caller(incoming), user, id),
    },
  ])

  constructor(
    private readonly url: string,
    private readonly directory: Directory,
    private readonly tokens: Tokens,
    private readonly authentication: Authentication,
    private readonly catalog: Catalog,
    private readonly credentials: ApplicationCredentials,
  ) {}

  answer(incoming: Incoming): Answer {
    const answer = this.#handled(incoming)
    const common = { Vary: 'X-Auth-Token', 'x-openstack-request-id': incoming.requestId }
    return { ...answer, headers: { ...common, ...answer.headers } }
  }

  #handled(incoming: Incoming): Answer {
    const match = this.#routes.find(incoming.method, incoming.path)
    try {
      if (!match) throw new Fault(404, 'The requested URL was not found on the server.')
      return match.route.handler(incoming, match.parameters)
    } catch (error) {
      const { status, message } = error instanceof Fault ? error : internal()
      const challenge = { 'WWW-Authenticate': `Keystone uri="${this.url}/v3"` }
      const body = { error: { code: status, message, title: TITLES[status] ?? 'Error' } }
      return json(status, body, status === 401 ? challenge : {})
    }
  }

  #version() {
    return {
      id: 'v3.14',
      status: 'stable',
      updated: '2020-04-07T00:00:00Z',
      links: [{ rel: 'self', href: `${this.url}/v3/` }],
      'media-types': [
        { base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' },
      ],
    }
  }

  #versions(): Answer {
    const location = { Location: `${this.url}/v3/` }
    return json(300, { versions: { values: [this.#version()] } }, location)
  }

  #issue(incoming: Incoming): Answer {
    const token = this.tokens.issue(this.authentication.authenticate(this.#body(incoming)))
    const withCatalog = !incoming.query.pairs.some(([key]) => key === 'nocatalog')
    return this.#described(201, token, withCatalog)
  }

  #body(incoming: Incoming): unknown {
    try {
      return JSON.parse(incoming.body.toString('utf8'))
    } catch {
      throw new Fault(400, 'The request body is not a JSON object.')
    }
  }

  #described(status: number, token: Token, withCatalog: boolean): Answer {
    const domain = { id: 'default', name: 'Default' }
    const { user, project } = token
    const body = {
      methods: token.methods,
      user: { domain, id: user.id, name: user.name, password_expires_at: null },
      audit_ids: [token.auditId],
      expires_at: microseconds(token.expiresAt),
      issued_at: microseconds(token.issuedAt),
      ...(project && {
        project: { domain, id: project.id, name: project.name },
        is_domain: false,
        roles: token.roles.map((name) => ({ id: this.directory.roleId(name), name })),
        ...(withCatalog && { catalog: this.catalog.for(project) }),
      }),
    }
    return json(status, { token: body }, { 'X-Subject-Token': token.value })
  }

  #caller(incoming: Incoming): Token {
    const token = this.tokens.find(header(incoming, 'x-auth-token'))
    if (!token) throw new Fault(401, 'The request you have made requires authentication.')
    return token
  }

  #subject(incoming: Incoming): Token {
    this.#caller(incoming)
    const subject = this.tokens.find(header(incoming, 'x-subject-token'))
    if (!subject) throw new Fault(404, 'Could not find token.')
    return subject
  }

  #validate(incoming: Incoming): Answer {
    return this.#described(200, this.#subject(incoming), true)
  }

  #revoke(incoming: Incoming): Answer {
    this.tokens.revoke(this.#subject(incoming))
    return { status: 204, headers: {}, body: '' }
  }

  #catalog(incoming: Incoming): Answer {
    const catalog = this.catalog.for(this.#caller(incoming).project)
    return json(200, { catalog, links: { self: `${this.url}/v3/auth/catalog` } })
  }

  #ownProjects(incoming: Incoming): Answer {
    const { user } = this.#caller(incoming)
    const own = this.directory.projects.filter(({ id }) => user.grants.has(id))
    return this.#projects(own, 'auth/projects')
  }

  #allProjects(incoming: Incoming): Answer {
    if (!this.#caller(incoming).roles.includes('admin')) {
      const rule = 'identity:list_projects'
      throw new Fault(403, `You are not authorized to perform the requested action: ${rule}.`)
    }
    return this.#projects(this.directory.projects, 'projects')
  }

  #projects(projects: readonly Project[], path: string): Answer {
    return json(200, {
      projects: projects.map((project) => this.#projectView(project)),
      links: { next: null, self: `${this.url}/v3/${path}`, previous: null },
    })
  }

  #project(incoming: Incoming): Answer {
    const { user, roles } = this.#caller(incoming)
    const id = incoming.path.slice('/v3/projects/'.length)
    const project = this.directory.projects.find((one) => one.id === id)
    if (!project || !(user.grants.has(id) || roles.includes('admin'))) {
      throw new Fault(
        403,
        'You are not authorized to perform the requested action: identity:get_project.',
      )
    }
    return json(200, { project: this.#projectView(project) })
  }

  #projectView({ id, name }: Project) {
    return {
      id,
      name,
      domain_id: 'default',
      description: '',
      enabled: true,
      parent_id: 'default',
      is_domain: false,
      tags: [],
      options: {},
      links: { self: `${this.url}/v3/projects/${id}` },
    }
  }
}
