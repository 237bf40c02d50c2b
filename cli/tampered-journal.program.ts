import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withCloudBehindProxy } from './robust/cloud-behind-proxy.ts'
import { untilWritten } from './robust/program.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-tampered-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const FOREIGN = '"type":"resource-created","at":"2026-01-01T00:00:00.000Z","key":"volume-1"'
/** Changes of the lines of a journal, each with the number of the first wrong line. */
const TAMPERED: Readonly<Record<string, (lines: string[]) => number>> = {
  'with another id': (lines) => {
    const at = lines.findIndex((line) => line.includes('"resource-created"'))
    lines[at] = (lines[at] ?? '').replace(/"id":"[^"]{4}/, '"id":"0bad')
    return at + 1
  },
  'with a line left out': (lines) => {
    lines.splice(1, 1)
    return 2
  },
  'with an added line': (lines) => lines.push(`{${FOREIGN},"id":"precious"}`),
  'with an added line that has a chain field': (lines) =>
    lines.push(`{${FOREIGN},"id":"precious","chain":"${'0'.repeat(32)}"}`),
}

test('Neither cleanup nor resume accepts a changed journal', async () => {
  await withCloudBehindProxy(folder, { latencyMs: 60 }, async (attest, proxy) => {
    const out = join(folder, 'killed')
    const scope = ['--operation', 'compute.show', '--microversions', 'edges']
    const run = attest(['run', '--cloud', 'reference', ...scope, '--out', out])
    await untilWritten(join(out, 'journal.ndjson'), '"resource-created"')
    run.child.kill('SIGKILL')
    await run.ended
    await proxy.disconnected()
    const lines = readFileSync(join(out, 'journal.ndjson'), 'utf8').split('\n').slice(0, -1)
    proxy.passed.length = 0

    for (const [name, tamper] of Object.entries(TAMPERED)) {
      const tampered = join(folder, name.replaceAll(' ', '-'))
      cpSync(out, tampered, { recursive: true })
      const changed = [...lines]
      const at = tamper(changed)
      writeFileSync(join(tampered, 'journal.ndjson'), `${changed.join('\n')}\n`)
      for (const command of ['cleanup', 'resume']) {
        const { code, stderr } = await attest([command, tampered, '--cloud', 'reference']).ended
        expect(stderr, name).toContain(
          `journal.ndjson:${at}: the line is not what was written there`,
        )
        expect(code, name).toBe(2)
      }
    }
    expect(proxy.passed).toEqual([])

    expect((await attest(['cleanup', out, '--cloud', 'reference']).ended).code).toBe(0)
  })
})
