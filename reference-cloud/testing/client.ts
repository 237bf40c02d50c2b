import { isObject } from '../checks.ts'
import type { CloudEntry } from '../clouds-file.ts'

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
}

export interface Asked {
  readonly version?: string
  readonly body?: unknown
  /** Sent as it is, in place of a JSON body. */
  readonly raw?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

/** Walks into a parsed body: keys of objects, indexes of arrays. */
export function at(value: unknown, ...path: ReadonlyArray<string | number>): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner) && typeof key === 'number') return inner.at(key)
    return isObject(inner) ? inner[key] : undefined
  }, value)
}

/** A persona that speaks to one cloud. Versions go to whichever service is asked. */
export class Client {
  constructor(
    private readonly url: string,
    readonly token: string | undefined,
    readonly projectId: string,
  ) {}

  static async login(url: string, { auth }: CloudEntry): Promise<Client> {
    const domain = { name: auth.user_domain_name }
    const user = { name: auth.username, password: auth.password, domain }
    const scope = { project: { name: auth.project_name, domain } }
    const identity = { methods: ['password'], password: { user } }
    const nobody = new Client(url, undefined, '')
    const reply = await nobody.identity('POST', '/auth/tokens', {
      body: { auth: { identity, scope } },
    })
    const token = reply.headers.get('x-subject-token') ?? undefined
    return new Client(url, token, String(at(reply.body, 'token', 'project', 'id')))
  }

  identity(method: string, path: string, asked: Asked = {}): Promise<Reply> {
    return this.send(method, `/identity/v3${path}`, asked)
  }

  compute(method: string, path: string, asked: Asked = {}): Promise<Reply> {
    return this.send(method, `/compute/v2.1${path}`, asked, 'compute')
  }

  volume(method: string, path: string, asked: Asked = {}): Promise<Reply> {
    return this.send(method, `/volume/v3${path}`, asked, 'volume')
  }

  image(method: string, path: string, asked: Asked = {}): Promise<Reply> {
    return this.send(method, `/image/v2${path}`, asked)
  }

  async send(method: string, path: string, asked: Asked, service?: string): Promise<Reply> {
    const { version, body, raw, headers } = asked
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...(this.token !== undefined && { 'x-auth-token': this.token }),
        ...(service && version && { 'openstack-api-version': `${service} ${version}` }),
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload !== undefined && { body: payload }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parsed(text) }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
