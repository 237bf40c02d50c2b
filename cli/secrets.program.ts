import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fault, type FaultyProxy, startFaultyProxy } from '../fixtures/testbed/faulty-proxy.ts'
import { createReferenceCloud, type ReferenceCloud } from '../reference-cloud/reference-cloud.ts'
import { startProgram, untilWritten } from './robust/program.ts'

const CHAP = 'planted-chap-secret-7f3a'
const KEYRING = 'planted-keyring-9c1e=='
const ADMIN_PASS = 'planted-admin-pass-51d0'
const COOKIE = 'planted-session-cookie-2b8f'

let folder: string
let cloud: ReferenceCloud
let proxy: FaultyProxy
/** All texts that must be found nowhere: planted ones, and those that the cloud has issued. */
const secrets = new Set([CHAP, KEYRING, ADMIN_PASS, COOKIE])

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-secrets-'))
  cloud = await createReferenceCloud({
    latencyMs: 5,
    seed: { applicationCredentials: [{ persona: 'member', name: 'attest' }] },
  })
  proxy = await startFaultyProxy(cloud.url)
  proxy.fault = planting
  const [credential] = cloud.applicationCredentials
  if (credential === undefined) throw new TypeError('no application credential')
  const { clouds } = cloud.clouds()
  for (const { auth } of Object.values(clouds)) secrets.add(auth.password)
  secrets.add(credential.secret)
  const member = {
    auth_type: 'v3applicationcredential',
    auth: {
      auth_url: cloud.authUrl,
      application_credential_id: credential.id,
      application_credential_secret: credential.secret,
    },
  }
  const text = JSON.stringify({ clouds: { ...clouds, credential: member } })
  writeFileSync(join(folder, 'clouds.yaml'), text.replaceAll(cloud.url, proxy.url), { mode: 0o600 })
})

afterAll(async () => {
  await proxy.close()
  await cloud.close()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * Secrets that a driver, a guest agent and a load balancer might reveal, and messages that quote
 * them.
 */
const planting: Fault = async (request, forward) => {
  const token = request.headers['x-auth-token']
  if (token !== undefined && token.length > 20) secrets.add(token)
  const reply = await forward()
  const given = reply.headers['x-subject-token']
  if (given !== undefined) secrets.add(given)
  const headers = { ...reply.headers, 'set-cookie': `session=${COOKIE}` }
  const body = reply.body
    .replace(
      /"connection_info":\s*\{/,
      `"connection_info": {"auth_username": "iqn", "auth_password": "${CHAP}", "keyring": "${KEYRING}", `,
    )
    .replace('"server":{"id"', `"server":{"adminPass":"${ADMIN_PASS}","id"`)
    .replace(/"message":\s*"/, `"message": "token ${token} and auth_password=${CHAP}: `)
  return { ...reply, headers, body }
}

const SCOPE = [
  ...['--requirement', 'block-storage.update:200:*', '--requirement', 'compute.show:40*'],
  ...['--requirement', 'block-storage.show:200:*', '--requirement', 'compute.attach:200:attached'],
  ...['--microversions', 'edges'],
]
const target = ['--cloud', 'credential', '--persona', 'admin=reference-admin']
const env = () => ({ OS_CLIENT_CONFIG_FILE: join(folder, 'clouds.yaml'), ATTEST_DEBUG: '1' })

describe('no secret is in', () => {
  test('what a run leaves, prints and reports, even with --verbose', async () => {
    const out = join(folder, 'whole')
    const ran = await startProgram(
      ['run', ...target, ...SCOPE, '--verbose', '--out', out],
      folder,
      env(),
    ).ended

    expect(ran.stderr).toMatch(/member: GET .*\/attachments\/.* in \d/)
    expect(readFileSync(join(out, 'journal.ndjson'), 'utf8')).toContain('auth_password')
    expectNoSecret(out, ran.stdout, ran.stderr)
  })

  test('what a killed run leaves, and what commands print about it later', async () => {
    const out = join(folder, 'killed')
    const run = startProgram(['run', ...target, ...SCOPE, '--verbose', '--out', out], folder, env())
    await untilWritten(join(out, 'journal.ndjson'), 'auth_password')
    run.child.kill('SIGKILL')
    const killed = await run.ended
    const cleaned = await startProgram(['cleanup', out, ...target], folder, env()).ended
    const told = await startProgram(['report', out], folder, env()).ended

    expect(cleaned.code).toBe(0)
    expectNoSecret(
      out,
      ...[killed, cleaned, told].flatMap(({ stdout, stderr }) => [stdout, stderr]),
    )
  })

  test('the message about a wrong password', async () => {
    const refused = await startProgram(['doctor', '--cloud', 'reference'], folder, {
      ...env(),
      OS_CLIENT_CONFIG_FILE: wrongPassword(),
    }).ended

    expect(refused.code).toBe(2)
    expect(refused.stderr).not.toContain('planted-wrong-password')
  })
})

function wrongPassword(): string {
  const file = join(folder, 'wrong.yaml')
  const text = readFileSync(join(folder, 'clouds.yaml'), 'utf8')
  writeFileSync(file, text.replaceAll(/"password":"[^"]*"/g, '"password":"planted-wrong-password"'))
  return file
}

/** The text as it is, as JSON and URLs encode it, and in a header of basic authentication. */
function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '')
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), base64]
}

function expectNoSecret(directory: string, ...texts: string[]): void {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile())
  expect(files.some((path) => path.endsWith('journal.ndjson'))).toBe(true)
  expect(secrets.size).toBeGreaterThan(8)
  const forms = [...secrets].flatMap(formsOf)
  const told = [
    ...files.map((path) => [path, readFileSync(path, 'latin1')] as const),
    ...texts.map((text, index) => [`output ${index}`, text] as const),
  ]
  const found = told.flatMap(([where, text]) =>
    forms.filter((form) => text.includes(form)).map((form) => `${form.slice(0, 30)} in ${where}`),
  )
  expect(found).toEqual([])
  // Shows that the search finds what is there.
  expect(told.some(([, text]) => text.includes('[redacted]'))).toBe(true)
}
