import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import { type CloudConfig, loadCloud } from '../cloud-config/cloud-config.ts'
import { ConfigurationError } from '../cloud-config/configuration-error.ts'

/** A separate folder for each test. */
let root = ''

export function inRoot(path: string): string {
  return join(root, path)
}

/** To be called once in a test file, before its tests. */
export function useConfigurationFolder(): void {
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'attest-cloud-config-'))
    mkdirSync(join(root, 'work'))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))
}

export function write(path: string, content: string): string {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

/** A place whose searched folders are all below `root`, except /etc/openstack. */
export function place(env: Readonly<Record<string, string>> = {}) {
  const home = join(root, 'home')
  return { env: { XDG_CONFIG_DIRS: join(root, 'site'), ...env }, cwd: join(root, 'work'), home }
}

export function load(
  cloud?: string,
  env: Readonly<Record<string, string>> = {},
  overrides: Readonly<Record<string, unknown>> = {},
): CloudConfig {
  return loadCloud({ ...place(env), ...(cloud !== undefined && { cloud }), overrides })
}

export function fault(action: () => unknown): ConfigurationError {
  try {
    action()
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    expect(error.message).not.toMatch(/\n/)
    return error
  }
  throw new Error('no error')
}

export function passwordOf(config: CloudConfig): string {
  if (config.credential.method !== 'password') throw new Error('no password')
  return config.credential.password.reveal()
}

export const AUTH = `
      auth_url: https://id.example/v3
      username: ada
      password: from-clouds
      project_name: atlas
      user_domain_name: Default
      project_domain_name: Default`

export const PLAIN = `clouds:\n  north:\n    region_name: R1\n    auth:${AUTH}\n`

export const ENVIRONMENT = {
  OS_AUTH_URL: 'https://env.example:5000',
  OS_USERNAME: 'grace',
  OS_PASSWORD: 'from-env',
  OS_TENANT_NAME: 'cobol',
  OS_DEFAULT_DOMAIN: 'default',
}
