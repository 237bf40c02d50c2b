import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { SiteStore } from '../../site/data/store.ts'
import { parseProfile } from '../../src/attestation/profile.ts'
import { packageRoot } from '../../src/package-root.ts'
import { certifyRun } from '../certification/certify-run.ts'
import { journalIn, rechained, reissue } from '../certification/testing/reissue.ts'
import { publish } from './publish.ts'

const PROFILE = 'block-storage-3.70..3.70'
const LONGEST_MS = 900_000
const operator = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')

let folder = ''
let run = ''
let bundle = ''
let site = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-publish-'))
  run = join(folder, 'run')
  const { status, stderr } = attest(['run', '--profile', PROFILE, '--out', run])
  expect(status, stderr).toBe(0)
  const terms = { validDays: 30, allowInsecureTransport: false }
  bundle = (await certifyRun(run, parseProfile(PROFILE), operator.privateKey, terms)).bundle
  for (const [name, { publicKey }] of Object.entries({ operator, stranger })) {
    const pem = publicKey.export({ type: 'spki', format: 'pem' })
    writeFileSync(join(folder, `${name}.pub`), pem)
  }
  site = join(folder, 'site')
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  await publish([bundle], flags())
}, LONGEST_MS)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.useRealTimers())

const attest = (args: readonly string[]) =>
  spawnSync(process.execPath, [join(packageRoot, 'dist', 'cli', 'main.js'), ...args], {
    ...{ cwd: folder, env: { PATH: process.env.PATH }, encoding: 'utf8' },
  })

const flags = (key = 'operator', as = 'certified') => ({
  ...{ site, as, keep: true },
  trust: [join(folder, `${key}.pub`)],
})

function contentOf(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, 'base64')]),
  )
}

/** A bundle in a folder of its own. */
function copyOf(name: string, change: (bytes: Buffer) => void): string {
  mkdirSync(join(folder, name))
  const path = join(folder, name, 'certificate.attest.zip')
  copyFileSync(bundle, path)
  const bytes = readFileSync(path)
  change(bytes)
  writeFileSync(path, bytes)
  return path
}

describe('a verified bundle', () => {
  it('is on the site, with its profile and its end', () => {
    const [target] = new SiteStore(site).index()?.targets ?? []

    expect(target).toMatchObject({ id: 'certified', verdict: 'conformant', profile: PROFILE })
    expect(Date.parse(target?.validUntil ?? '')).toBeGreaterThan(Date.now())
  })

  it(
    'and the run that it is of can be there under two names',
    async () => {
      const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
      await publish([run], flags('operator', 'plain'))
      expect(printed.mock.calls.join('')).toMatch(/targets\/plain\.html\n$/)
      printed.mockRestore()
      const index = new SiteStore(site).index()

      expect(index?.targets.map(({ id }) => id).sort()).toEqual(['certified', 'plain'])
      expect(index?.runs.map(({ verdict, now }) => [verdict, now])).toEqual([
        ['conformant', 'conformant'],
        ['conformant', 'conformant'],
      ])
    },
    LONGEST_MS,
  )
})

describe('the site stays as it was, and one line says why, when a bundle is', () => {
  interface Refused {
    readonly what: string
    readonly pathOf: () => string | Promise<string>
    readonly problem: RegExp
    readonly key?: string
  }

  const damage = (bytes: Buffer): void => {
    const at = Math.floor(bytes.length / 2)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  }
  const withFewerExchanges = (): Promise<string> => {
    const events = journalIn(bundle)
      .trimEnd()
      .split('\n')
      .map((line): { type: string } => JSON.parse(line))
    const fewer = events.filter(({ type }, at) => type !== 'exchange' || at % 50 !== 0)
    return reissue(bundle, rechained(fewer), { key: operator.privateKey, folder })
  }

  const refused: readonly Refused[] = [
    {
      what: 'broken',
      pathOf: () => copyOf('broken', damage),
      problem: /is not the file that was signed/,
    },
    { what: 'no bundle', pathOf: () => join(folder, 'operator.pub'), problem: /operator\.pub/ },
    { what: 'foreign', pathOf: () => bundle, problem: /no valid signature/, key: 'stranger' },
    { what: 'unverifiable', pathOf: withFewerExchanges, problem: /is not published/ },
    {
      what: 'not there',
      pathOf: () => join(folder, 'nothing.zip'),
      problem: /there is no such file/,
    },
  ]

  it.each(refused)(
    '$what',
    async ({ pathOf, problem, key }) => {
      const path = await pathOf()
      const before = contentOf(site)
      const error = await publish([bundle, path], flags(key, 'other')).catch(
        (reason: unknown) => reason,
      )

      expect(error).toBeInstanceOf(Error)
      const message = error instanceof Error ? error.message : ''
      expect(message).toMatch(problem)
      expect(message).not.toContain('\n')
      expect(contentOf(site)).toEqual(before)
      // Nor does it matter which of them is named first.
      await expect(publish([path, bundle], flags(key, 'other'))).rejects.toThrow(problem)
      expect(contentOf(site)).toEqual(before)
    },
    LONGEST_MS,
  )

  it(
    'foreign, and the exit code is 2',
    () => {
      const before = contentOf(site)
      const trust = ['--trust', join(folder, 'stranger.pub')]
      const args = ['publish', bundle, run, ...trust, '--site', site]
      const { status, stdout, stderr } = attest(args)

      expect([status, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(/^attest: [^\n]+no valid signature[^\n]*\n$/)
      expect(contentOf(site)).toEqual(before)
    },
    LONGEST_MS,
  )

  it(
    'expired, also beside a run that is not',
    async () => {
      const before = contentOf(site)
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 40 * 86_400_000 })

      await expect(publish([run, bundle], flags())).rejects.toThrow(
        /its certificate was valid until/,
      )
      expect(contentOf(site)).toEqual(before)
    },
    LONGEST_MS,
  )
})
