import { randomBytes, randomUUID } from 'node:crypto'

export interface Project {
  readonly id: string
  readonly name: string
}

export interface User {
  readonly id: string
  readonly name: string
  readonly password: string
  /** Role names by project id, as tokens list them (implied roles included). */
  readonly grants: ReadonlyMap<string, readonly string[]>
}

export interface ApplicationCredential {
  readonly id: string
  readonly name: string
  readonly secret: string
  readonly userId: string
  readonly projectId: string
  readonly roles: readonly string[]
  readonly description?: string
  /** Neither it nor tokens that were got with it are valid from then on. */
  readonly expiresAt?: Date
}

/** Names of the accounts that every reference cloud has. */
export type Persona = 'member' | 'reader' | 'guest' | 'stranger' | 'admin'

/** As Identity makes ids: a UUID without its dashes. */
export function compactId(): string {
  return randomUUID().replaceAll('-', '')
}

const MEMBER = ['reader', 'member']
const ADMIN = ['admin', 'manager', 'reader', 'member']

/** The users, with fresh random passwords, and their roles in projects. */
export class Directory {
  readonly conformance: Project = { id: compactId(), name: 'conformance' }
  readonly elsewhere: Project = { id: compactId(), name: 'conformance-alt' }
  readonly service: Project = { id: compactId(), name: 'service' }
  readonly projects: readonly Project[] = [this.conformance, this.elsewhere, this.service]
  readonly personas: Readonly<Record<Persona, User>>
  /** The account that services use among themselves. */
  readonly serviceUser: User
  readonly users: readonly User[]
  readonly applicationCredentials: ApplicationCredential[] = []
  readonly #roleIds = new Map<string, string>()

  constructor() {
    const inConformance = (name: string, roles: readonly string[]) =>
      this.#user(name, this.conformance, roles)
    this.personas = {
      member: inConformance('member', MEMBER),
      reader: inConformance('reader', ['reader']),
      guest: inConformance('guest', ['guest']),
      stranger: this.#user('stranger', this.elsewhere, MEMBER),
      admin: inConformance('admin', ADMIN),
    }
    this.serviceUser = this.#user('block-storage', this.service, ['service', ...ADMIN])
    this.users = [...Object.values(this.personas), this.serviceUser]
  }

  #user(name: string, project: Project, roles: readonly string[]): User {
    const password = randomBytes(18).toString('base64url')
    return { id: compactId(), name, password, grants: new Map([[project.id, roles]]) }
  }

  /** Ids of roles are made up when a role is first asked for, and then stay. */
  roleId(name: string): string {
    const id = this.#roleIds.get(name) ?? compactId()
    this.#roleIds.set(name, id)
    return id
  }

  addApplicationCredential(persona: Persona, name: string): ApplicationCredential {
    const user = this.personas[persona]
    const [grant] = user.grants
    if (!grant) throw new TypeError(`${persona} has no role in any project`)
    const credential: ApplicationCredential = {
      id: compactId(),
      name,
      secret: randomBytes(24).toString('base64url'),
      userId: user.id,
      projectId: grant[0],
      roles: grant[1],
    }
    this.applicationCredentials.push(credential)
    return credential
  }
}
