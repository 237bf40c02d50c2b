import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Fault,
  type FaultyProxy,
  type Passing,
  type Reply,
  startFaultyProxy,
} from '../fixtures/testbed/faulty-proxy.ts'
import { createReferenceCloud, type ReferenceCloud } from '../reference-cloud/reference-cloud.ts'
import { type Ended, resultsIn, startProgram, untilWritten } from './robust/program.ts'

const CHAP = 'Ch4p!0fV0lm3s_7fQz3aX'
const KEYRING = 'AQBh8fVjm3kLEhAAx1QzW9+R0g=='

let folder: string
let cloud: ReferenceCloud
let proxy: FaultyProxy
/** All texts that must be found nowhere, in any form and piece. */
const secrets = new Set([CHAP, KEYRING])
/** The places and forms in which a secret was planted. */
const planted = new Set<string>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-planted-'))
  cloud = await createReferenceCloud({ latencyMs: 2 })
  proxy = await startFaultyProxy(cloud.url)
  proxy.fault = planting
  const { clouds } = cloud.clouds()
  // The run does not know the passwords of users that it was not given.
  passwords = [clouds.reference, clouds['reference-admin']].map((one) => one?.auth.password ?? '')
  for (const password of passwords) secrets.add(password)
  const text = JSON.stringify({ clouds }).replaceAll(cloud.url, proxy.url)
  writeFileSync(join(folder, 'clouds.yaml'), text, { mode: 0o600 })
})

afterAll(async () => {
  await proxy.close()
  await cloud.close()
  rmSync(folder, { recursive: true, force: true })
})

let passwords: string[] = []
/** The secrets of each user, and of each part of the program. */
let tokens: string[] = []
let answers = 0

/** The ways in which a cloud may write a secret. */
const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  whole: (secret) => secret,
  capitals: (secret) => secret.toUpperCase(),
  base64: (secret) => Buffer.from(`user:${secret}`).toString('base64'),
  url: (secret) => encodeURIComponent(secret),
  beginning: (secret) => secret.slice(0, Math.max(8, secret.length - 5)),
  piece: (secret) => secret.slice(3, 12),
  late: (secret) => `${'This request is refused. '.repeat(7)}Your secret is ${secret}`,
}

const error = (status: number, message: string): Partial<Reply> => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ badRequest: { code: status, message } }),
})
const html = (status: number, text: string): Partial<Reply> => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><body><h1>${status}</h1><p title="${text}">${text}</p></body></html>`,
})
const inBody = ({ body }: Reply, members: object): Partial<Reply> => {
  try {
    const value: unknown = JSON.parse(body)
    return { body: JSON.stringify({ ...(typeof value === 'object' ? value : {}), ...members }) }
  } catch {
    return {}
  }
}

/** The places in an answer where a secret may be. */
const PLACES: Readonly<Record<string, (text: string, reply: Reply) => Partial<Reply>>> = {
  header: (text, { headers }) => ({ headers: { ...headers, 'x-debug': oneLine(text) } }),
  requestId: (text, { headers }) => ({
    headers: { ...headers, 'x-openstack-request-id': oneLine(text) },
  }),
  microversion: (text, { headers }) => ({
    headers: { ...headers, 'openstack-api-version': oneLine(text) },
  }),
  type: (text, { headers }) => ({ headers: { ...headers, 'content-type': oneLine(text) } }),
  location: (text) => ({
    status: 302,
    headers: {
      location: `https://ada:${encodeURIComponent(text)}@other.example/?t=${text.length}`,
    },
    body: '',
  }),
  message: (text) => error(400, `token ${text} is bad`),
  unauthorised: (text) => error(401, text),
  value: (text, reply) => inBody(reply, { extra: { deep: [text] } }),
  name: (text, reply) => inBody(reply, { [text]: 1 }),
  page: (text) => html(500, `auth_password=${text} keyring=${text}`),
  quietPage: (text) => html(400, text),
}

const oneLine = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?')

/** The operations under test, and those that their set-up needs. */
const OF_INTEREST = /os-volume_attachments|\/attachments|\/volumes$|\/servers$/

const planting: Fault = async (request, forward) => {
  const token = request.headers['x-auth-token']
  if (token !== undefined && token.length > 20) secrets.add(token)
  const reply = await forward()
  const given = reply.headers['x-subject-token']
  if (given !== undefined) {
    secrets.add(given)
    tokens.push(given)
  }
  if (!OF_INTEREST.test(request.path.split('?')[0] ?? '')) return reply
  answers += 1
  // Most answers stay unchanged: with only refusals, a run would end early.
  if (answers % 3 !== 0 || isNeeded(request)) return withConnectionSecrets(reply)
  const turn = answers / 3
  const [place, plant] = Object.entries(PLACES)[turn % 11] ?? []
  const [form, write] = Object.entries(FORMS)[turn % 7] ?? []
  if (place === undefined || plant === undefined || write === undefined) return reply
  planted.add(`${place}/${form}`)
  const chosen = [[token], tokens, passwords][turn % 3] ?? []
  const secret = chosen[turn % chosen.length] ?? ''
  return { ...reply, ...plant(write(secret), reply) }
}

/** Without servers and volumes nothing can be tested, so few of their creations are refused. */
const isNeeded = ({ method, path }: Passing): boolean =>
  method === 'POST' && /\/(servers|volumes)$/.test(path) && answers % 8 !== 0

/** A secret of a driver, repeated in a header and in a message of the same answer. */
function withConnectionSecrets(reply: Reply): Reply {
  if (!/"connection_info":\s*\{/.test(reply.body)) return reply
  const body = reply.body.replace(
    /"connection_info":\s*\{/,
    `"note": "chap ${CHAP.slice(2)}", "connection_info": {"auth_password": "${CHAP}", "keyring": "${KEYRING}", `,
  )
  return { ...reply, body, headers: { ...reply.headers, 'x-driver': CHAP.toLowerCase() } }
}

const SCOPE = ['--microversions', 'edges', '--max-servers', '6', '--max-time', '60s']
const target = ['--cloud', 'reference', '--persona', 'admin=reference-admin']
const env = () => ({ OS_CLIENT_CONFIG_FILE: join(folder, 'clouds.yaml'), ATTEST_DEBUG: '1' })
const attest = (...args: readonly string[]): Promise<Ended> =>
  startProgram(args, folder, env()).ended

test('No piece of a secret is in any file or output, wherever the cloud shows it', async () => {
  const ended: Ended[] = []
  const out = join(folder, 'whole')
  ended.push(await attest('run', ...target, ...SCOPE, '--verbose', '--out', out))
  const { counts } = resultsIn(out)
  expect(counts.failed).toBeGreaterThan(50)
  // Every place was tried in every form.
  expect(planted.size).toBe(77)

  const killed = join(folder, 'killed')
  const run = startProgram(['run', ...target, ...SCOPE, '--out', killed], folder, env())
  await untilWritten(join(killed, 'journal.ndjson'), 'case-finished')
  run.child.kill('SIGKILL')
  ended.push(await run.ended)
  // It is unknown which ones they were.
  tokens = []
  ended.push(await attest('resume', killed, ...target, '--max-time', '20s', '--json'))
  ended.push(await attest('cleanup', killed, ...target))
  ended.push(await attest('report', out), await attest('compare', out, killed))
  const { privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  ended.push(
    await attest('certify', '--run', out, '--profile', 'zed', '--key', join(folder, 'key.pem')),
  )
  ended.push(await attest('doctor', ...target))

  expect(ended.map(({ stderr }) => stderr).join('')).not.toContain('defect of Attest')
  expect(found(out, killed, ...ended)).toEqual([])
}, 300_000)

/** Where a piece of a secret is: in a file of these folders, or in the output. */
function found(...where: readonly (string | Ended)[]): string[] {
  const texts = where.flatMap((one): (readonly [string, string])[] => {
    if (typeof one !== 'string') return [['printed', one.stdout + one.stderr]]
    return readdirSync(one, { recursive: true, encoding: 'utf8' })
      .map((name) => join(one, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => [path, readFileSync(path, 'latin1')] as const)
  })
  expect(texts.length).toBeGreaterThan(100)
  const pieces = new Set([...secrets].flatMap(piecesOf))
  expect(pieces.size).toBeGreaterThan(1_000)
  return texts.flatMap(([place, text]) => {
    const lower = unpacked(text).toLowerCase()
    for (let at = 0; at + 8 <= lower.length; at += 1) {
      const piece = lower.slice(at, at + 8)
      if (pieces.has(piece)) return [`${place}: …${lower.slice(at - 60, at + 40)}…`]
    }
    return []
  })
}

/** How compressed bytes begin. */
const GZIP = 0x1f8b

/** The decoded base64 parts of a page, without its fonts, which contain random texts. */
function unpacked(text: string): string {
  const plain = text.replaceAll(/url\(["']?data:font[^)]*\)/g, '')
  return plain.replaceAll(/[A-Za-z0-9+/]{400,}={0,2}/g, (blob) => {
    const bytes = Buffer.from(blob, 'base64')
    return (bytes.readUInt16BE() === GZIP ? gunzipSync(bytes) : bytes).toString('latin1')
  })
}

/** Pieces of eight characters, in lower case; of base64, those in the middle. */
function piecesOf(secret: string): string[] {
  const core = Buffer.from(`user:${secret}`).toString('base64').slice(8, -4)
  const windows = (text: string): string[] =>
    Array.from({ length: Math.max(0, text.length - 7) }, (_, at) => text.slice(at, at + 8))
  return [...windows(secret), ...windows(core)].map((piece) => piece.toLowerCase())
}
