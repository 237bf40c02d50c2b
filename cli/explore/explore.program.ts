import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReferenceCloudOptions } from '../../reference-cloud/reference-cloud.ts'
import { withCloudBehindProxy } from '../robust/cloud-behind-proxy.ts'
import { untilWritten } from '../robust/program.ts'

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

  test('finds a volume that is attached twice, in few calls that show it again', async () => {
    const cloud = { fault: 'attach-at-once-on-one-device' } as const
    const first = await exploring(cloud, 'found', '--seed', '77', '--time', '120s')

    expect(first.code).toBe(1)
    expect(first.stdout).toMatch(/^BROKEN {2}same-device: /)
    expect(Number(/reproducer: (\d+) call/.exec(first.stdout)?.[1])).toBeLessThanOrEqual(4)
    expect(lastLeak(first.out)).toEqual([])

    const file = join(first.out, 'history.json')
    const again = await exploring(cloud, 'again', '--history', file)
    expect(again.stdout).toMatch(/^BROKEN {2}same-device: /)
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
      const { code, stderr } = await ended

      expect(stderr).not.toContain('defect')
      expect(code).toBe(130)
      expect(lastLeak(out)).toEqual([])
    })
  })

  test.each([
    ['no file', undefined, /--history .* cannot be read \(ENOENT\): expected a history\.json/],
    ['no JSON', '{', /--history .* cannot be read \(no JSON\): expected a history\.json/],
    ['no history', '{"servers": 1}', /--history .*: volumes: /],
  ])('refuses %s in one line', async (name, text, message) => {
    const file = join(folder, `${name}.json`)
    if (text !== undefined) writeFileSync(file, text)

    const { code, stderr, out } = await exploring({}, `refused ${name}`, '--history', file)

    expect(code).toBe(2)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(message)
    expect(existsSync(out)).toBe(false)
  })
})
