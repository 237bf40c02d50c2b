import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type CloudProcess,
  type Ended,
  resultsIn,
  type Started,
  startCloud,
  startProgram,
  untilWritten,
} from '../robust/program.ts'

let folder: string
let out: string
let cloud: CloudProcess
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-cut-short-'))
  out = join(folder, 'explored')
  cloud = await startCloud(folder, ['--fault', 'refused/detach-forgets', '--latency', '30'])
})
afterEach(async () => {
  await cloud.stop()
  rmSync(folder, { recursive: true, force: true })
})

const attest = (...args: string[]): Started =>
  startProgram(args, folder, { OS_CLIENT_CONFIG_FILE: cloud.cloudsFile })
const journal = (): string => readFileSync(join(out, 'journal.ndjson'), 'utf8')
const textOf = (name: string): string => readFileSync(join(out, name), 'utf8')

const exploring = (...args: string[]): Started =>
  attest('explore', '--cloud', 'reference', '--time', '120s', '--out', out, ...args)

/** Explores until something was found and tried again, at least so many times. */
async function untilFound(tries: number): Promise<Started> {
  // The fault shows soon in the histories from this seed on.
  const started = exploring('--seed', '53')
  await untilWritten(join(out, 'journal.ndjson'), '"code":"broken"')
  const before = finished()
  while (finished() < before + tries) await sleep(10)
  return started
}

const finished = (): number => journal().split('"type":"history-finished"').length

/** What was found is told everywhere, also that it might be smaller. */
function expectFound({ stdout }: Ended, why: string): void {
  expect(stdout).toMatch(/^BROKEN {2}\S+: /m)
  expect(stdout).toMatch(/again: attest explore --cloud reference --history \S*history\.json/)
  expect(stdout).toMatch(new RegExp(`made smaller further, as the exploration ${why}`))
  expect(stdout).not.toContain('0 of 0')
  expect(resultsIn(out)).toMatchObject({
    ...{ result: 'found', interrupted: true },
    found: { cutShort: true },
  })
  for (const name of ['summary.md', 'exploration.html']) {
    expect(textOf(name)).toMatch(/(is|was) broken, found in|Found something/)
    expect(textOf(name)).toContain(`as the exploration ${why}`)
  }
  expect(JSON.parse(textOf('history.json')).lanes).not.toEqual([])
  expect(existsSync(join(out, 'allure-report', 'index.html'))).toBe(true)
}

describe('an exploration that is killed during its clean-up', () => {
  test('is reported, cleaned up and then judged again', async () => {
    const { child, ended } = exploring('--seed', '11', '--histories', '4')
    await untilWritten(join(out, 'journal.ndjson'), '"exploration-finished"')
    while (!/"exploration-finished".*"resource-gone"/s.test(journal())) await sleep(5)
    child.kill('SIGKILL')
    await ended
    const reported = await attest('report', out).ended

    expect(reported.code, reported.stderr).toBe(3)
    expect(reported.stdout).toMatch(/^nothing found: 4 histories/)
    for (const text of [reported.stdout, textOf('summary.md'), textOf('exploration.html')]) {
      expect(text).toMatch(/its clean-up has not ended.*attest cleanup/)
    }

    // The exploration had no administrator, who may be needed for what is stuck.
    const asAdmin = ['--persona', 'admin=reference-admin']
    const cleaned = await attest('cleanup', out, '--cloud', 'reference', ...asAdmin).ended
    expect(cleaned.code, cleaned.stderr).toBe(0)
    expect(cleaned.stderr).not.toContain('no reports were made')
    expect(textOf('summary.md')).not.toContain('attest cleanup')
    await expectVerified()
    expect((await attest('report', out).ended).code).toBe(0)

    const again = await attest('cleanup', out, '--cloud', 'reference').ended
    expect(again.stdout).toContain('Nothing was left.')
    await expectVerified()
  })

  const expectVerified = async (): Promise<void> => {
    const { code, stdout } = await attest('verify', out).ended
    expect(stdout).toMatch(/^VERIFIED /)
    expect(code).toBe(0)
  }
})

describe('an exploration that ends while it makes smaller what it has found', () => {
  test.each([0, 4])('tells of it when it was killed, after %i tries', async (tries) => {
    const { child, ended } = await untilFound(tries)
    child.kill('SIGKILL')
    await ended
    const reported = await attest('report', out).ended

    expect(reported.code, reported.stderr).toBe(1)
    expectFound(reported, 'was killed')
    expect(reported.stdout).toMatch(/its clean-up has not ended.*attest cleanup/)

    const cleaned = await attest('cleanup', out, '--cloud', 'reference').ended
    expect(cleaned.code, cleaned.stderr).toBe(0)
    const again = await attest('report', out).ended
    expect(again.code).toBe(1)
    expect(again.stdout).not.toContain('attest cleanup')
  })

  test('tells of it when the cloud is gone', async () => {
    const { ended } = await untilFound(3)
    await cloud.stop()
    const all = await ended

    expect(all.stderr).not.toContain('defect')
    expect(all.code, all.stderr).toBe(1)
    expectFound(all, 'could not go on')
    expect(all.stdout).toMatch(/ended before its time: the cloud could not be reached any more/)
    expect(resultsIn(out).lost).toMatch(/could not be reached any more/)
    expect(textOf('summary.md')).toContain('attest cleanup')

    const again = await attest('report', out).ended
    expect(again.code).toBe(1)
    expectFound(again, 'could not go on')
  })

  test('tells of it when it is interrupted, and can be judged again', async () => {
    const { child, ended } = await untilFound(4)
    child.kill('SIGINT')
    const all = await ended

    expect(all.code, all.stderr).toBe(130)
    expectFound(all, 'was interrupted')
    expect(all.stdout).toContain('The exploration was interrupted before its end.')
    const verified = await attest('verify', out).ended
    expect(verified.stdout).toMatch(/^VERIFIED .* breaks .*\(interrupted\)/)
    expect((await attest('report', out).ended).code).toBe(130)
  })
})
