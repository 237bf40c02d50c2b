import { chmod, writeFile } from 'node:fs/promises'
import type { Project, User } from './identity/directory.ts'

/** One entry of a clouds.yaml. */
export interface CloudEntry {
  readonly region_name: string
  readonly identity_api_version: number
  readonly auth: {
    readonly auth_url: string
    readonly username: string
    readonly password: string
    readonly project_name: string
    readonly user_domain_name: string
    readonly project_domain_name: string
  }
}

export function cloudEntry(authUrl: string, user: User, project: Project): CloudEntry {
  return {
    region_name: 'RegionOne',
    identity_api_version: 3,
    auth: {
      auth_url: authUrl,
      username: user.name,
      password: user.password,
      project_name: project.name,
      user_domain_name: 'Default',
      project_domain_name: 'Default',
    },
  }
}

/** JSON is YAML too, so every OpenStack client reads this. Only the owner may. */
export async function writeCloudsFile(path: string, clouds: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(clouds, null, 2)}\n`, { mode: 0o600 })
  await chmod(path, 0o600)
}
