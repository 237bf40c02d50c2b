import type {
  Credential,
  DomainReference,
  ProjectReference,
  UserReference,
} from '../identity/credential.ts'
import { Secret } from '../secrets/secret.ts'
import type { ConfigurationError, ConfigurationFault } from './configuration-error.ts'
import type { AuthSettings, CloudSettings } from './schema.ts'

/** Makes the error for one setting of an entry, such as `auth.password`. */
export type Complain = (
  setting: string,
  fault: Omit<ConfigurationFault, 'file' | 'key'>,
) => ConfigurationError

const METHODS: Readonly<Record<string, Credential['method']>> = {
  password: 'password',
  v3password: 'password',
  token: 'token',
  v3token: 'token',
  v3applicationcredential: 'application_credential',
}

/** The credential of this method in an entry. Throws the error that `complain` makes for a missing setting. */
export function credentialOf(
  method: Credential['method'],
  settings: CloudSettings,
  complain: Complain,
): Credential {
  const { auth } = settings
  const required = (setting: keyof AuthSettings & string, expected: string): string => {
    const value = auth[setting]
    if (typeof value === 'string') return value
    throw complain(`auth.${setting}`, {
      problem: 'is missing',
      expected,
      advice:
        setting === 'password' || setting.endsWith('secret') || setting === 'token'
          ? 'add it to the entry, or to the same entry of a secure.yaml in the same folder'
          : 'add it to the entry',
    })
  }
  refuseOtherScopes(auth, complain)
  if (method === 'token') {
    const project = projectOf(auth)
    const token = new Secret(required('token', 'a token of Identity'))
    return { method, token, ...(project && { project }) }
  }
  if (method === 'application_credential') {
    const id = auth.application_credential_id
    const name = auth.application_credential_name
    if (id === undefined && name === undefined) {
      required('application_credential_id', 'the id (or name and user) of the credential')
    }
    const secret = new Secret(
      required('application_credential_secret', 'the secret of the application credential'),
    )
    if (id !== undefined) return { method, credential: { id }, secret }
    return { method, credential: { name: name ?? '', user: userOf(auth, complain) }, secret }
  }
  const user = userOf(auth, complain)
  const password = new Secret(required('password', "the user's password"))
  const project = projectOf(auth)
  if (project) return { method, user, password, project }
  throw complain('auth.project_name', {
    problem: 'is missing',
    expected: 'a project to work in (project_id, or project_name and its domain)',
    advice: 'add it to the entry: Attest needs a project-scoped token',
  })
}

/** How the entry authenticates. Throws the error that `complain` makes for a method that is not supported. */
export function methodOf(
  { auth_type, auth }: CloudSettings,
  complain: Complain,
): Credential['method'] {
  if (auth_type === undefined) {
    if (auth.password !== undefined) return 'password'
    if (auth.application_credential_secret !== undefined) return 'application_credential'
    return auth.token === undefined ? 'password' : 'token'
  }
  const method = Object.hasOwn(METHODS, auth_type) ? METHODS[auth_type] : undefined
  if (method !== undefined) return method
  throw complain('auth_type', {
    problem: `is "${auth_type}", which Attest does not support`,
    expected: `one of ${Object.keys(METHODS).join(', ')}`,
    advice: 'use a password, a token or an application credential',
  })
}

/** A trust or the whole system is no project, and a token has one scope only. */
function refuseOtherScopes(auth: AuthSettings, complain: Complain): void {
  for (const setting of ['trust_id', 'system_scope'] as const) {
    if (auth[setting] === undefined) continue
    throw complain(`auth.${setting}`, {
      problem: 'is given, which Attest does not support',
      expected: 'a project to work in (project_id, or project_name)',
      advice: 'use an entry without it: Attest needs a project-scoped token',
    })
  }
}

function userOf(auth: AuthSettings, complain: Complain): UserReference {
  if (auth.user_id !== undefined) return { id: auth.user_id }
  if (auth.username === undefined) {
    throw complain('auth.username', {
      problem: 'is missing',
      expected: 'the name of the user (or user_id)',
      advice: 'add it to the entry',
    })
  }
  return { name: auth.username, domain: domainOf('user', auth) }
}

function projectOf(auth: AuthSettings): ProjectReference | undefined {
  if (auth.project_id !== undefined) return { id: auth.project_id }
  if (auth.project_name === undefined) return undefined
  return { name: auth.project_name, domain: domainOf('project', auth) }
}

/** The domain that the `openstack` command uses where none is given: every Keystone has it. */
const DEFAULT_DOMAIN = 'default'

/**
 * An id beats a name. `default_domain_*` fill in for the same setting of the owner, so that a default id
 * beats a name of the owner, as in openstacksdk; `default_domain` is used where nothing else is given.
 */
function domainOf(owner: 'user' | 'project', auth: AuthSettings): DomainReference {
  const id = auth[`${owner}_domain_id`] ?? auth.default_domain_id
  const name = auth[`${owner}_domain_name`] ?? auth.default_domain_name
  if (id !== undefined) return { id }
  if (name !== undefined) return { name }
  return { id: auth.default_domain ?? DEFAULT_DOMAIN }
}
