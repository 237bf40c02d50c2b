import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { report } from '../../api/index.ts'
import type { ReferenceCloudOptions } from '../../reference-cloud/reference-cloud.ts'
import { withCloudBehindProxy } from '../robust/cloud-behind-proxy.ts'
import { startProgram, untilWritten } from '../robust/program.ts'

const PEM = { type: 'pkcs8', format: 'pem' } as const

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-explore-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Explores a cloud; returns what was printed, and the folder of the run. */
async function exploring(options: ReferenceCloudOptions, name: string, ...args: string[]) {
  const out = join(folder, name)
  const ended = await withCloudBehindProxy(folder, options, (attest) =>
    attest(['explore', '--cloud', 'reference', '--out', out, ...args]).ended.then((all) => all),
  )
  return { ...ended, out }
}

/** A history file with this call, about one server and one volume. */
function given(...calls: readonly object[]): string {
  return JSON.stringify({ servers: 1, volumes: [{ multiattach: false }], lanes: [calls] })
}

const lastLeak = (out: string): unknown => {
  const lines = readFileSync(join(out, 'journal.ndjson'), 'utf8').trim().split('\n')
  const event = lines.map((line) => JSON.parse(line)).findLast(({ type }) => type === 'leak-check')
  return event?.leaked
}

describe('attest explore', () => {
  test.each(['newest', 'zed'] as const)(
    'finds nothing on a cloud without a fault, and leaves nothing there: %s',
    async (release) => {
      const { code, stdout, out } = await exploring(
        ...[{ release }, release, '--seed', '11', '--histories', '40', '--time', '120s'],
      )

      expect(stdout).toMatch(/^nothing found: 40 histories, \d+ calls\./)
      expect(code).toBe(0)
      expect(lastLeak(out)).toEqual([])
    },
  )

  test('finds a volume that Compute forgets, in few calls that show it again', async () => {
    const cloud = { sequenceFault: 'refused/detach-forgets' } as const
    const first = await exploring(cloud, 'found', '--seed', '10', '--time', '120s')

    expect(first.code).toBe(1)
    // By the time of the calls, an answer shows it or what is there at rest.
    const eitherRule = /^BROKEN {2}(services-differ|answer): /
    expect(first.stdout).toMatch(eitherRule)
    expect(Number(/reproducer: (\d+) call/.exec(first.stdout)?.[1])).toBeLessThanOrEqual(4)
    expect(lastLeak(first.out)).toEqual([])

    const file = join(first.out, 'history.json')
    const again = await exploring(cloud, 'again', '--history', file)
    expect(again.stdout).toMatch(eitherRule)
    expect(again.code).toBe(1)

    const elsewhere = await exploring({}, 'elsewhere', '--history', file)
    expect(elsewhere.stdout).toMatch(/^nothing found: 5 histories/)
    expect(elsewhere.code).toBe(0)
  })

  test('ends at SIGTERM, and leaves nothing', async () => {
    const out = join(folder, 'interrupted')
    await withCloudBehindProxy(folder, {}, async (attest) => {
      const { child, ended } = attest(['explore', '--cloud', 'reference', '--out', out])
      await untilWritten(join(out, 'journal.ndjson'), '"history-finished"')
      child.kill('SIGTERM')
      const { code, stdout, stderr } = await ended

      expect(stdout).toMatch(
        /^nothing found: .*\nThe exploration was interrupted before its end\.$/m,
      )
      expect(stderr).not.toContain('defect')
      expect(code).toBe(130)
      expect(lastLeak(out)).toEqual([])
    })
  })

  test.each([
    ['no file', undefined, /--history .* cannot be read \(ENOENT\): expected a history\.json/],
    ['no JSON', '{', /--history .* cannot be read \(no JSON\): expected a history\.json/],
    ['no history', '{"servers": 1}', /--history .*: volumes: /],
    ['an empty value', 'null', /--history .*: expected object/],
    ['no call', given(), /--history .*: lanes: has no call/],
    [
      'a server that is not there',
      given({ op: 'server.show', server: 7, microversion: '2.1' }),
      /--history .*: lanes\.0\.0: names server 7 of 1/,
    ],
    [
      'a volume that is not there',
      given({ op: 'compute.swap', server: 0, volume: 0, to: 1, microversion: '2.1' }),
      /--history .*: lanes\.0\.0: names volume 1 of 1/,
    ],
    [
      'a microversion that is not there',
      given({ op: 'server.show', server: 0, microversion: '9.99' }),
      /--history .* has "show server 0 at 9\.99", and reference offers 2\.1 to /,
    ],
    [
      'a persona that is not there',
      given({ op: 'server.show', server: 0, microversion: '2.1', by: 'stranger' }),
      /--history .* has calls of a stranger/,
    ],
  ])('refuses %s in one line', async (name, text, message) => {
    const file = join(folder, `${name}.json`)
    if (text !== undefined) writeFileSync(file, text)

    const { code, stderr, out } = await exploring({}, `refused ${name}`, '--history', file)

    expect(code).toBe(2)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(message)
    expect(existsSync(out)).toBe(false)
  })

  test.each([
    [['--lanes', '9'], /'9' is invalid\. Expected a whole number from 1 to 8\./],
    [['--length', '0'], /'0' is invalid\. Expected a whole number from 1 to 100\./],
    [['--history', 'x.json', '--seed', '7'], /--seed is about generated histories: leave it out/],
    [['--history', 'x.json', '--time', '7s'], /--time is about generated histories: leave it out/],
  ])('refuses %j in one line', async (args, message) => {
    const { code, stderr } = await exploring({}, `refused ${args.join(' ')}`, ...args)

    expect(code).toBe(2)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(message)
  })
})

describe('an exploration', () => {
  let out = ''
  beforeAll(async () => {
    ;({ out } = await exploring({}, 'short', '--histories', '2', '--seed', '3', '--time', '60s'))
  })

  test.each(['show', 'resume', 'compare', 'publish', 'report --subunit cases', 'certify'])(
    'is no run for attest %s',
    async (words) => {
      const [command = '', ...more] = words.split(' ')
      const second = command === 'compare' ? [out] : []
      const key = join(folder, 'key.pem')
      writeFileSync(key, generateKeyPairSync('ed25519').privateKey.export(PEM))
      const flags = {
        publish: ['--site', join(folder, 'site')],
        certify: ['--run', out, '--profile', 'zed', '--key', key],
      }
      const named = command === 'certify' ? [] : [out]
      const given = Object.entries(flags).find(([name]) => name === command)?.[1] ?? []
      const args = [command, ...named, ...second, ...more, ...given]
      const { code, stdout, stderr } = await startProgram(args, folder).ended

      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr.trim().split('\n')).toHaveLength(1)
      expect(stderr).toMatch(/is an exploration/)
    },
  )

  test('is no run for the API, which leaves its reports as they are', async () => {
    const results = readFileSync(join(out, 'results.json'), 'utf8')

    await expect(report(out)).rejects.toThrow(/is an exploration, and no run/)
    expect(readFileSync(join(out, 'results.json'), 'utf8')).toBe(results)
  })

  test('is reported to us with its own results', async () => {
    const archive = join(folder, 'bug.zip')
    const { code, stdout } = await startProgram(['bug-report', out, '--out', archive], folder).ended

    expect(code).toBe(0)
    expect(stdout).toContain('results.json')
  })
})
