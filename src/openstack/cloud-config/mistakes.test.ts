import { chmodSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  ENVIRONMENT,
  fault,
  inRoot,
  load,
  PLAIN,
  place,
  useConfigurationFolder,
  write,
} from '../testing/configuration-folder.ts'
import { findClouds } from './cloud-config.ts'

useConfigurationFolder()

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
    expect(tls('', { REQUESTS_CA_BUNDLE: inRoot('work/ca.pem') }).ca).toBe(PEM)
  })

  it('says which file cannot be read', () => {
    const error = fault(() => tls('cacert: nowhere.pem\n'))
    expect(error.key).toBe('clouds.north.cacert')
    expect(error.message).toContain(`${inRoot('work/nowhere.pem')}, which cannot be read (ENOENT)`)
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
    [PLAIN.replace('https://id', 'https://{region}.id'), 'refers to {region}, which the entry'],
    [`${PLAIN}      trust_id: t1\n`, 'clouds.north.auth.trust_id is given, which Attest does not'],
    [`${PLAIN}      system_scope: all\n`, 'clouds.north.auth.system_scope is given, which Attest'],
    [
      `${PLAIN}    insecure: "1"\n`,
      'clouds.north.insecure has a value of the wrong kind: expected true or false',
    ],
    [`${PLAIN}    interface: middle\n`, 'expected public, internal or admin, or a list'],
    [`${PLAIN}    compute_interface: middle\n`, 'clouds.north.compute_interface'],
    [`${PLAIN}    compute_endpoint_override: nova\n`, 'clouds.north.compute_endpoint_override'],
    [PLAIN.replace('from-clouds', '{ a: b }'), 'clouds.north.auth.password'],
  ])('is told in one line: %j', (content, message) => {
    write('work/clouds.yaml', content)
    const error = fault(() => load('north'))
    expect(error.message).toContain(message)
    expect(error.message).not.toContain('hush')
  })

  it.each([
    'none',
    'http_basic',
    'admin_token',
    'v2password',
    'v3totp',
    'v3multifactor',
    'v3oidcpassword',
  ])('is the method %s, which is not supported', (method) => {
    write(
      'work/clouds.yaml',
      `clouds:\n  it:\n    auth_type: ${method}\n    auth: { endpoint: "https://compute.example" }\n`,
    )
    expect(fault(() => load('it')).message).toContain(
      `clouds.it.auth_type is "${method}", which Attest does not support: expected one of password, v3password, token, v3token, v3applicationcredential; use`,
    )
  })

  it.skipIf(process.getuid?.() === 0)('is not a file that may not be read: the next one is', () => {
    chmodSync(write('work/clouds.yaml', PLAIN), 0)
    write('home/.config/openstack/clouds.yaml', PLAIN.replace('north', 'user'))
    expect(findClouds(place()).names).toEqual(['user'])
  })
})
