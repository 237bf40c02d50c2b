import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resultsOf } from '../reports/results/results.ts'
import { journalText, syntheticEvents } from '../reports/synthetic/synthetic-events.ts'
import { syntheticRecord } from '../reports/synthetic/synthetic-record.ts'
import type { JournalEvent } from '../src/journal/events/journal-event.ts'
import { packageRoot } from '../src/package-root.ts'

const PROGRAM = join(packageRoot, 'dist', 'cli', 'main.js')
const BROKEN = ['compute.list:200:listed@2.60', 'compute.attach:404:no-boat@2.60']

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-gate-'))
  writeFileSync(join(folder, 'same.json'), JSON.stringify(resultsOf(syntheticRecord())))
  run('now', syntheticEvents().map(tidy))
  run('leaking', syntheticEvents())
  run(
    'good',
    syntheticEvents().map((event) => tidy(passing(event))),
  )
  run(
    'untested',
    syntheticEvents().map((event) => tidy(untested(passing(event)))),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(name: string, events: readonly JournalEvent[]): void {
  mkdirSync(join(folder, name))
  writeFileSync(join(folder, name, 'journal.ndjson'), journalText(events))
}

function passing(event: JournalEvent): JournalEvent {
  if (event.type !== 'case-finished') return event
  if (event.verdict !== 'failed' && event.verdict !== 'error') return event
  const { reason: _, ...rest } = event
  return { ...rest, verdict: 'passed' }
}

function untested(event: JournalEvent): JournalEvent {
  if (event.type !== 'case-finished' || !BROKEN.includes(event.case)) return event
  const reason = { code: 'missing-persona', message: 'no such persona' } as const
  return { ...event, verdict: 'not-tested', reason }
}

function tidy(event: JournalEvent): JournalEvent {
  if (event.type !== 'leak-check') return event
  const { unseen: _, ...seen } = event
  return { ...seen, leaked: [] }
}

function attest(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...env },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe.concurrent('attest compare', () => {
  it.each([
    ['good', 'now', 1, 'REGRESSED'],
    ['good', 'untested', 3, 'LOST'],
    ['now', 'good', 0, 'KEPT'],
    ['same.json', 'now', 0, 'no promise changed'],
  ])('of %s and %s ends with %i', (before, after, code, said) => {
    const { status, stdout } = attest(['compare', before, after])
    expect(stdout).toContain(said)
    expect(status).toBe(code)
  })

  it('prints JSON, and one line for a path without a run', () => {
    const { stdout } = attest(['compare', 'good', 'now', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'regressed', answers: [] })
    expect(attest(['compare', 'nowhere.json', 'now'])).toMatchObject({
      status: 2,
      stderr:
        'attest: nowhere.json: there is no such file: expected a results.json or the folder of a run\n',
    })
  })
})

describe('a baseline', () => {
  it('accepts results that are not worse, and fails those that are', () => {
    expect(attest(['report', 'now']).status).toBe(1)
    expect(attest(['report', 'now', '--baseline', 'same.json']).status).toBe(0)
    // Leftovers on the cloud are no promise, but a gate must still show them.
    expect(attest(['report', 'leaking', '--baseline', 'same.json']).status).toBe(3)
    const worse = attest(['report', 'now', '--baseline', 'good'])
    expect(worse.stdout).toContain('Regressions (')
    expect(worse.status).toBe(1)
  })

  it('cannot be combined with a part of a plan', () => {
    const { status, stderr } = attest(['run', '--shard', '1/2', '--baseline', 'same.json'])
    expect([status, stderr]).toEqual([
      2,
      'attest: --baseline does not go with --shard: give it to attest merge\n',
    ])
  })
})

it('writes annotations in GitHub Actions, and never with JSON', () => {
  const github = { GITHUB_ACTIONS: 'true' }
  expect(attest(['report', 'now'], github).stdout).toContain('\n::error title=F1 compute.attach')
  const { stdout, stderr } = attest(['report', 'now', '--json'], github)
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'non-conformant' })
  expect(stderr).toContain('::error title=F1 compute.attach')
})

it.each([
  [
    'expired',
    'compute.attach:*',
    '2020-01-01',
    'waivers.yaml:2:5: waivers[0].expires is 2020-01-01, which is past',
  ],
  ['unknown', 'compute.attach:999:*', '2999-01-01', 'matches no requirement'],
])('refuses a waiver that is %s before the run', (name, requirement, expires, message) => {
  const waiver = { requirement, reason: '-', owner: 'me', issue: 'https://bugs.example/1', expires }
  writeFileSync(join(folder, 'waivers.yaml'), `waivers:\n  - ${JSON.stringify(waiver)}\n`)
  const { status, stderr } = attest(['run', '--waivers', 'waivers.yaml', '--out', name])
  expect(stderr).toContain(message)
  expect([status, existsSync(join(folder, name))]).toEqual([2, false])
})

it('refuses to merge an incomplete set, in one line', () => {
  const { status, stderr } = attest(['merge', 'now', 'good'])
  expect([status, stderr.split('\n')[0]]).toEqual([
    2,
    expect.stringContaining('is a whole run: expected one that was made with --shard I/N'),
  ])
})

describe('the commands for findings', () => {
  it('show a finding, its case and an exchange, and refuse what the run does not have', () => {
    const { stdout } = attest(['show', 'now', 'F1'])
    expect(stdout).toMatch(/^✗ F1 /)
    const [, id = ''] = /exchange (x\d+)/.exec(stdout) ?? []
    expect(attest(['show', 'now', id]).stdout).toContain('Repeat it')
    expect(attest(['show', 'now', 'F99'])).toMatchObject({ status: 2, stdout: '' })
  })

  it('waive a finding in a file that a run reads', () => {
    const waive = ['waive', 'now', 'F1', '--owner', 'me', '--file', 'accepted.yaml']
    expect(attest([...waive, '--until', '2020-01-01']).status).toBe(2)
    const { status, stdout } = attest([...waive, '--until', '2099-12-31'])
    expect(status).toBe(0)
    expect(stdout).toContain('attest run --waivers accepted.yaml')
    expect(readFileSync(join(folder, 'accepted.yaml'), 'utf8')).toContain('owner: me')
  })
})
