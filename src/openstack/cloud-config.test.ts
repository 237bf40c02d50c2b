import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CloudConfig, findClouds, loadCloud } from './cloud-config.ts'
import { ConfigurationError } from './configuration-error.ts'
import type { Secret } from './secret.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'attest-cloud-config-'))
  mkdirSync(join(root, 'work'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, content: string): string {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

/** All searched folders lie below `root`, but /etc/openstack. */
function place(env: Readonly<Record<string, string>> = {}) {
  const home = join(root, 'home')
  return { env: { XDG_CONFIG_DIRS: join(root, 'site'), ...env }, cwd: join(root, 'work'), home }
}

function load(
  cloud?: string,
  env: Readonly<Record<string, string>> = {},
  overrides: Readonly<Record<string, unknown>> = {},
): CloudConfig {
  return loadCloud({ ...place(env), ...(cloud !== undefined && { cloud }), overrides })
}

function fault(action: () => unknown): ConfigurationError {
  try {
    action()
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    expect(error.message).not.toMatch(/\n/)
    return error
  }
  throw new Error('no error')
}

function passwordOf(config: CloudConfig): string {
  if (config.credential.method !== 'password') throw new Error('no password')
  return config.credential.password.reveal()
}

const AUTH = `
      auth_url: https://id.example/v3
      username: ada
      password: from-clouds
      project_name: atlas
      user_domain_name: Default
      project_domain_name: Default`

const PLAIN = `clouds:\n  north:\n    region_name: R1\n    auth:${AUTH}\n`

const ENVIRONMENT = {
  OS_AUTH_URL: 'https://env.example:5000',
  OS_USERNAME: 'grace',
  OS_PASSWORD: 'from-env',
  OS_TENANT_NAME: 'cobol',
  OS_DEFAULT_DOMAIN: 'default',
}

describe('the search for files', () => {
  it('reads the working directory before the user folder and the site folder', () => {
    const named = (name: string) => `clouds:\n  ${name}:\n    auth:${AUTH}\n`
    write('site/openstack/clouds.yaml', named('site'))
    expect(findClouds(place()).names).toEqual(['site'])
    write('home/.config/openstack/clouds.yaml', named('user'))
    expect(findClouds(place()).names).toEqual(['user'])
    write('work/clouds.json', JSON.stringify({ clouds: { json: { auth: {} } } }))
    expect(findClouds(place()).names).toEqual(['json'])
    write('work/clouds.yml', named('yml'))
    expect(findClouds(place()).names).toEqual(['yml'])
    write('work/clouds.yaml', named('yaml'))
    expect(findClouds(place()).names).toEqual(['yaml'])
  })

  it('honours XDG_CONFIG_HOME, and then still looks below the home folder', () => {
    write('home/.config/openstack/clouds.yaml', PLAIN)
    const env = { XDG_CONFIG_HOME: join(root, 'xdg') }
    expect(findClouds(place(env)).names).toEqual(['north'])
    write('xdg/openstack/clouds.yaml', PLAIN.replace('north', 'xdg'))
    expect(findClouds(place(env)).names).toEqual(['xdg'])
  })

  it('prefers OS_CLIENT_CONFIG_FILE, and passes over it when it is not there', () => {
    write('work/clouds.yaml', PLAIN)
    const file = write('other.yaml', PLAIN.replace('north', 'other'))
    expect(findClouds(place({ OS_CLIENT_CONFIG_FILE: file })).names).toEqual(['other'])
    expect(findClouds(place({ OS_CLIENT_CONFIG_FILE: `${file}.bak` })).names).toEqual(['north'])
  })

  it('takes an empty file for one without entries', () => {
    write('work/clouds.yaml', '')
    expect(findClouds(place()).names).toEqual([])
  })
})

describe('the choice of an entry', () => {
  it('takes the named one, then OS_CLOUD, then the variables, then the only one', () => {
    write('work/clouds.yaml', `${PLAIN}  south:\n    auth:${AUTH}\n`)
    expect(load('south', { OS_CLOUD: 'north' }).name).toBe('south')
    expect(load(undefined, { OS_CLOUD: 'north', ...ENVIRONMENT }).name).toBe('north')
    expect(load(undefined, ENVIRONMENT).name).toBe('envvars')
    expect(fault(() => load()).message).toMatch(/not chosen: expected one of north, south/)
    write('work/clouds.yaml', PLAIN)
    expect(load().name).toBe('north')
  })

  it('makes an entry of the OS_* variables, tenant names and default domain included', () => {
    const config = load('envvars', {
      ...ENVIRONMENT,
      OS_REGION_NAME: 'R9',
      OS_INTERFACE: 'internalURL',
    })
    expect(config).toMatchObject({
      name: 'envvars',
      authUrl: 'https://env.example:5000',
      regionName: 'R9',
      interface: 'internal',
      credential: {
        user: { name: 'grace', domain: { id: 'default' } },
        project: { name: 'cobol', domain: { id: 'default' } },
      },
    })
    expect(passwordOf(config)).toBe('from-env')
  })

  it('does not mix variables into an entry of a file', () => {
    write('work/clouds.yaml', PLAIN)
    const config = load('north', ENVIRONMENT)
    expect(config.authUrl).toBe('https://id.example/v3')
    expect(passwordOf(config)).toBe('from-clouds')
  })

  it('lists the names there are and the files searched for an unknown name', () => {
    const file = write('work/clouds.yaml', PLAIN)
    const { message } = fault(() => load('nroth'))
    expect(message).toContain('clouds.nroth does not exist')
    expect(message).toContain('"north"')
    expect(message).toContain(file)
    expect(message).toContain(join(root, 'home/.config/openstack/clouds.yaml'))
  })

  it('says that a named file is not there', () => {
    const OS_CLIENT_CONFIG_FILE = join(root, 'nowhere.yaml')
    const { message } = fault(() => load('north', { OS_CLIENT_CONFIG_FILE }))
    expect(message).toContain(`${OS_CLIENT_CONFIG_FILE} (OS_CLIENT_CONFIG_FILE, not there)`)
  })

  it('refuses an entry with the name of the variables', () => {
    write('work/clouds.yaml', PLAIN.replace('north', 'envvars'))
    expect(fault(() => load('envvars')).message).toMatch(/OS_CLOUD_NAME/)
  })
})

describe('the merge', () => {
  it('lays secure.yaml over clouds.yaml at every depth, wherever each is found', () => {
    write('work/clouds.yaml', PLAIN)
    write(
      'home/.config/openstack/secure.yaml',
      'clouds:\n  north:\n    auth:\n      password: safe\n',
    )
    const config = load('north')
    expect(passwordOf(config)).toBe('safe')
    expect(config.credential).toMatchObject({ user: { name: 'ada' } })
  })

  it('lays the entry over its profile, and only auth by its parts', () => {
    write(
      'work/clouds-public.yaml',
      `public-clouds:
  vendor:
    interface: internal
    region_name: V1
    compute_endpoint_override: https://vendor.example/compute
    auth: { auth_url: https://vendor.example, project_domain_id: d1, user_domain_id: d1 }
`,
    )
    write(
      'work/clouds.yaml',
      'clouds:\n  mine:\n    profile: vendor\n    region_name: M1\n    auth: { username: ada, password: x, project_id: p1, user_domain_id: d2 }\n',
    )
    expect(load('mine')).toMatchObject({
      authUrl: 'https://vendor.example',
      interface: 'internal',
      regionName: 'M1',
      credential: { user: { name: 'ada', domain: { id: 'd2' } }, project: { id: 'p1' } },
      services: { compute: { endpointOverride: 'https://vendor.example/compute' } },
    })
  })

  it('names a profile that is in no file when nothing else gives the URL', () => {
    write('work/clouds.yaml', 'clouds:\n  mine:\n    profile: acme\n    auth: { username: ada }\n')
    expect(fault(() => load('mine')).message).toMatch(/auth_url is missing.*"acme".*clouds-public/)
  })

  it('lets overrides beat everything, in any spelling', () => {
    write('work/clouds.yaml', PLAIN)
    const config = load('north', {}, { 'os-interface': 'admin', auth: { 'project-name': 'other' } })
    expect(config.interface).toBe('admin')
    expect(config.credential).toMatchObject({ project: { name: 'other' } })
    expect(passwordOf(config)).toBe('from-clouds')
  })
})

describe('the regions', () => {
  const REGIONS = `clouds:
  wide:
    regions:
      - east
      - name: west
        values:
          interface: internal
          auth: { auth-url: 'https://west.example' }
    auth:${AUTH}
`

  it('takes the first of the list, or the one asked for with its own values', () => {
    write('work/clouds.yaml', REGIONS)
    expect(load('wide')).toMatchObject({ regionName: 'east', interface: 'public' })
    expect(load('wide', {}, { region_name: 'west' })).toMatchObject({
      regionName: 'west',
      interface: 'internal',
      authUrl: 'https://west.example',
    })
  })

  it('lets OS_REGION_NAME choose while no other variable makes up an entry', () => {
    write('work/clouds.yaml', REGIONS)
    expect(load('wide', { OS_REGION_NAME: 'west' }).regionName).toBe('west')
    expect(load('wide', { ...ENVIRONMENT, OS_REGION_NAME: 'west' }).regionName).toBe('east')
  })

  it('of an entry, be it one name, beat all regions of its profile', () => {
    write('work/clouds-public.yaml', 'public-clouds:\n  vendor:\n    regions: [V1, V2]\n')
    write('work/clouds.yaml', `${PLAIN}    profile: vendor\n`)
    expect(load('north').regionName).toBe('R1')
  })

  it('lists the regions there are for an unknown one', () => {
    write('work/clouds.yaml', REGIONS)
    expect(fault(() => load('wide', {}, { region_name: 'East' })).message).toContain('east, west')
  })

  it('puts settings into a URL that refers to them', () => {
    write('work/clouds.yaml', PLAIN.replace('id.example', '{region_name}.example'))
    expect(load('north').authUrl).toBe('https://R1.example/v3')
  })
})

describe('the spellings', () => {
  it('takes dashes for underscores at every depth, but not in the names of clouds', () => {
    write(
      'work/clouds.yaml',
      `clouds:
  my-cloud:
    region-name: R1
    block-storage-endpoint-override: https://volumes.example/v3/%(project_id)s
    auth:
      auth-url: https://id.example/
      username: ada
      password: 0
      project-id: p1
      user-domain-id: default
`,
    )
    const config = load('my-cloud')
    expect(config).toMatchObject({
      authUrl: 'https://id.example',
      regionName: 'R1',
      services: {
        'block-storage': { endpointOverride: 'https://volumes.example/v3/%(project_id)s' },
      },
    })
    expect(passwordOf(config)).toBe('0')
  })

  it.each(['volume', 'volumev3', 'block_storage'])('reads %s_endpoint_override', (prefix) => {
    write('work/clouds.yaml', `${PLAIN}    ${prefix}_endpoint_override: https://v.example/v3\n`)
    expect(load('north').services['block-storage'].endpointOverride).toBe('https://v.example/v3')
  })

  it('knows endpoint_type, which beats interface', () => {
    write('work/clouds.yaml', `${PLAIN}    endpoint_type: internalURL\n    interface: admin\n`)
    expect(load('north').interface).toBe('internal')
  })

  it('lets a project beside auth beat that in auth, but not a user', () => {
    write('work/clouds.yaml', `${PLAIN}    project_name: beside\n    username: beside\n`)
    expect(load('north').credential).toMatchObject({
      user: { name: 'ada' },
      project: { name: 'beside' },
    })
  })

  it('keeps the digits of a password as they were written', () => {
    const digits = '12345678901234567890'
    write('work/clouds.yaml', PLAIN.replace('from-clouds', digits))
    expect(passwordOf(load('north'))).toBe(digits)
  })

  it('takes one domain for that of user and project', () => {
    write(
      'work/clouds.yaml',
      'clouds:\n  one:\n    auth: { auth_url: "http://id.example", username: a, password: b, project_name: c, domain_id: d }\n',
    )
    expect(load('one').credential).toMatchObject({
      user: { domain: { id: 'd' } },
      project: { domain: { id: 'd' } },
    })
  })

  it('reads application credentials and tokens', () => {
    write(
      'work/clouds.yaml',
      `clouds:
  app:
    auth_type: v3applicationcredential
    auth: { auth_url: "http://id.example", application_credential_id: ac1, application_credential_secret: s1 }
  named:
    auth_type: v3applicationcredential
    auth: { auth_url: "http://id.example", application_credential_name: ci, application_credential_secret: s2, username: ada, user_domain_id: default }
  token:
    auth_type: v3token
    auth: { auth_url: "http://id.example", token: t1, project_id: p1 }
`,
    )
    expect(load('app').credential).toMatchObject({ credential: { id: 'ac1' } })
    expect(load('named').credential).toMatchObject({
      credential: { name: 'ci', user: { name: 'ada', domain: { id: 'default' } } },
    })
    expect(load('token').credential).toMatchObject({ method: 'token', project: { id: 'p1' } })
  })

  it('prints no secret', () => {
    write('work/clouds.yaml', PLAIN)
    const { credential } = load('north')
    const password: Secret | undefined = 'password' in credential ? credential.password : undefined
    expect(`${JSON.stringify(credential)} ${password}`).not.toContain('from-clouds')
  })
})

describe('verification of TLS', () => {
  const PEM = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n'
  const tls = (settings: string, env = {}) => {
    write('work/clouds.yaml', `${PLAIN}${settings.replace(/^(?=.)/gm, '    ')}`)
    return load('north', env).tls
  }

  it('is on, and off with verify: false or insecure: true, which ignore a cacert', () => {
    expect(tls('')).toEqual({ verify: true })
    expect(tls('verify: false\ncacert: /nowhere\n')).toEqual({ verify: false })
    expect(tls('insecure: true\nverify: true\ncacert: /nowhere\n')).toEqual({ verify: false })
    expect(tls('insecure: "False"\n')).toEqual({ verify: true })
  })

  it('uses cacert, relative to the working directory or to ~, or the bundle of the environment', () => {
    write('work/ca.pem', PEM)
    write('home/ca.pem', PEM)
    expect(tls('cacert: ca.pem\n')).toEqual({ verify: true, ca: PEM })
    expect(tls('verify: true\ncacert: ~/ca.pem\n')).toEqual({ verify: true, ca: PEM })
    expect(tls('verify: ca.pem\n')).toEqual({ verify: true, ca: PEM })
    expect(tls('', { REQUESTS_CA_BUNDLE: join(root, 'work/ca.pem') }).ca).toBe(PEM)
  })

  it('says which file cannot be read', () => {
    const error = fault(() => tls('cacert: nowhere.pem\n'))
    expect(error.key).toBe('clouds.north.cacert')
    expect(error.message).toContain(
      `${join(root, 'work/nowhere.pem')}, which cannot be read (ENOENT)`,
    )
    write('work/no.pem', 'hello')
    expect(fault(() => tls('cacert: no.pem\n')).message).toContain('no PEM file')
  })
})

describe('a mistake', () => {
  it.each([
    ['password', /clouds\.north\.auth\.password is missing.*secure\.yaml/],
    ['auth_url', /clouds\.north\.auth\.auth_url is missing/],
    ['username', /clouds\.north\.auth\.username is missing/],
    ['project_name', /clouds\.north\.auth\.project_name is missing/],
    ['user_domain_name', /clouds\.north\.auth\.user_domain_name is missing/],
    ['project_domain_name', /clouds\.north\.auth\.project_domain_name is missing/],
  ])('is a missing %s', (setting, message) => {
    const file = write('work/clouds.yaml', PLAIN.replace(new RegExp(`^ *${setting}:.*\n`, 'm'), ''))
    const error = fault(() => load('north'))
    expect(error.message).toMatch(message)
    expect(error.file).toBe(file)
  })

  it('names the variable when the environment is the source', () => {
    const { OS_PASSWORD: _password, ...rest } = ENVIRONMENT
    expect(fault(() => load(undefined, rest)).message).toMatch(/^OS_PASSWORD is missing/)
  })

  it('is a syntax error, with its place and without the text around it', () => {
    const file = write('work/clouds.yaml', 'clouds:\n  a:\n    auth: {password: hush\n  b: ]\n')
    const { message } = fault(() => load('a'))
    expect(message).toMatch(new RegExp(`^${file}:\\d+:\\d+ has a syntax error`))
    expect(message).not.toContain('hush')
    const json = write('work/json/clouds.json', '{"clouds": {"password": "hush",,}}')
    const env = { OS_CLIENT_CONFIG_FILE: json }
    expect(fault(() => load('a', env)).message).toMatch(/clouds\.json:1:\d+ has a syntax error/)
    expect(fault(() => load('a', env)).message).not.toContain('hush')
  })

  it.each([
    ['clouds: 7\n', 'clouds is not a mapping'],
    ['- a\n', 'is not a mapping'],
    ['clouds:\n  north: text\n', 'clouds.north is not a mapping'],
    ['clouds:\n  north:\n    auth: text\n', 'clouds.north.auth'],
    [PLAIN.replace('https://id', 'ftp://id'), 'is no http or https URL ("ftp://id.example/v3")'],
    [PLAIN.replace('https://id', 'https://u:hush@id'), 'holds a user name or password'],
    [`${PLAIN}    auth_type: v2password\n`, 'is "v2password": expected one of password'],
    [
      `${PLAIN}    insecure: "1"\n`,
      'clouds.north.insecure has a value of the wrong kind: expected true or false',
    ],
    [`${PLAIN}    interface: middle\n`, 'expected public, internal or admin'],
    [`${PLAIN}    compute_interface: middle\n`, 'clouds.north.compute_interface'],
    [`${PLAIN}    compute_endpoint_override: nova\n`, 'clouds.north.compute_endpoint_override'],
    [PLAIN.replace('from-clouds', '{ a: b }'), 'clouds.north.auth.password'],
  ])('is told in one line: %j', (content, message) => {
    write('work/clouds.yaml', content)
    const error = fault(() => load('north'))
    expect(error.message).toContain(message)
    expect(error.message).not.toContain('hush')
  })

  it.skipIf(process.getuid?.() === 0)('is not a file that may not be read: the next one is', () => {
    chmodSync(write('work/clouds.yaml', PLAIN), 0)
    write('home/.config/openstack/clouds.yaml', PLAIN.replace('north', 'user'))
    expect(findClouds(place()).names).toEqual(['user'])
  })
})
