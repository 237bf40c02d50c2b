import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReferenceCloud } from '../reference-cloud/reference-cloud.ts'
import { serveReferenceCloud } from '../reference-cloud/serve.ts'
import { packageRoot } from '../src/package-root.ts'

// The program as users start it: compiled, in its own process and folder.
const PROGRAM = join(packageRoot, 'dist', 'cli', 'main.js')

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

let folder: string
let cloud: ReferenceCloud
let cloudsFile: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-cli-'))
  cloudsFile = join(folder, 'reference-clouds.yaml')
  cloud = await serveReferenceCloud({ port: 0, cloudsFile, latencyMs: 5 })
})

afterAll(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true, force: true })
})

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    env: { PATH, HOME, NO_COLOR: '1', ...env },
  })
  const ended = new Promise<Ended>((resolve) => {
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk) => (stdout += chunk))
    child.stderr.on('data', (chunk) => (stderr += chunk))
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
  return { child, ended }
}

const attest = (args: readonly string[], env?: Readonly<Record<string, string>>) =>
  start(args, env).ended

function cloudsWith(change: (text: string) => string): Record<string, string> {
  const file = join(mkdtempSync(join(folder, 'clouds-')), 'clouds.yaml')
  writeFileSync(file, change(readFileSync(cloudsFile, 'utf8')))
  return { OS_CLIENT_CONFIG_FILE: file }
}

describe.concurrent('a command that cannot run', () => {
  const onReference = ['run', '--cloud', 'reference']
  it.each([
    [
      'a wrong password',
      onReference,
      () => cloudsWith((text) => text.replaceAll(/("?password"?: ?)"[^"]*"/g, '$1"wrong"')),
      'authentication failed',
    ],
    [
      'an unknown cloud name',
      ['run', '--cloud', 'nowhere'],
      () => cloudsWith((text) => text),
      'clouds.nowhere does not exist',
    ],
    [
      'an unreachable address',
      onReference,
      () => cloudsWith((text) => text.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:1')),
      'cannot be reached',
    ],
    [
      'a broken clouds.yaml',
      onReference,
      () => cloudsWith((text) => `${text}\n  - [`),
      'syntax error',
    ],
    ['an unknown option', ['run', '--colud', 'x'], () => ({}), "unknown option '--colud'"],
    ['an unknown command', ['ran'], () => ({}), "unknown command 'ran'"],
    ['an invalid microversion', ['run', '--microversions', '2.x'], () => ({}), '"2.x"'],
    [
      'a microversion that no service offers',
      ['run', '--microversions', '2.999'],
      () => ({}),
      '2.999 is offered by no service',
    ],
    [
      'a quick run with a profile',
      ['run', '--quick', '--profile', 'zed'],
      () => ({}),
      '--quick does not go with --profile',
    ],
    ['an unknown release', ['run', '--release', 'zedd'], () => ({}), 'release "zedd" is not known'],
    [
      'an unknown operation',
      ['run', '--operation', 'compute.atach'],
      () => ({}),
      'did you mean compute.attach',
    ],
    [
      'a requirement that does not exist',
      ['explain', 'compute.attach:409:suspended-serve'],
      () => ({}),
      "did you mean 'compute.attach:409:suspended-serve*'",
    ],
    ['an unknown persona', ['run', '--persona', 'reder=x'], () => ({}), 'did you mean reader'],
    ['a folder without a run', ['report', '.'], () => ({}), 'no journal.ndjson'],
    ['an unknown contract', ['spec', 'show', 'identity'], () => ({}), 'no contract of "identity"'],
    [
      'a version outside of the contract',
      ['spec', 'show', 'compute', '--at', '9.9'],
      () => ({}),
      '--at 9.9 is outside of',
    ],
  ])('is reported in one line with exit code 2: %s', async (_what, args, env, says) => {
    const { code, stdout, stderr } = await attest(args, env())
    expect(stderr).toContain(says)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(/^attest: /)
    expect(stdout).toBe('')
    expect(code).toBe(2)
    expect(existsSync(join(folder, 'reports'))).toBe(false)
  })
})

describe('a run with --quick', () => {
  interface Planned {
    readonly operation: string
    readonly status: number
    readonly microversion: string
  }
  const planned = async (...options: string[]): Promise<Planned[]> => {
    const { stdout } = await attest(['plan', '--microversions', 'edges', '--json', ...options])
    return JSON.parse(stdout).cases
  }
  const cells = (cases: readonly Planned[]) =>
    cases.map(({ operation, status, microversion }) => `${operation} ${status} ${microversion}`)

  it('has one case of each operation, status and microversion of a whole run', async () => {
    const [quick, whole] = await Promise.all([planned('--quick'), planned()])
    expect(cells(quick).sort()).toEqual([...new Set(cells(whole))].sort())
    expect(quick.length).toBeLessThan(whole.length)
  })
})

describe('a run', () => {
  const entries = ['--cloud', 'reference', '--persona', 'guest=reference-guest']
  const env = () => ({ OS_CLIENT_CONFIG_FILE: cloudsFile })

  it('ends conformant, writes its reports, and can be rendered again', async () => {
    const out = join(folder, 'conformant')
    const ran = await attest(
      [
        'run',
        ...entries,
        ...['200:attached-volume', '403:role', '404:not-attached'].flatMap((key) => [
          '--requirement',
          `compute.show:${key}`,
        ]),
        '--json',
        '--out',
        out,
      ],
      env(),
    )
    expect(ran.code).toBe(0)
    const results = JSON.parse(ran.stdout)
    expect(results).toMatchObject({ verdict: 'conformant', resources: { leaked: [] } })
    expect(results.counts.passed).toBe(results.counts.cases)
    for (const file of [
      'journal.ndjson',
      'results.json',
      'matrix.html',
      'allure-report/index.html',
    ]) {
      expect(existsSync(join(out, file))).toBe(true)
    }
    const again = await attest(['report', out, '--json'])
    expect(again.code).toBe(0)
    expect(JSON.parse(again.stdout)).toEqual(results)
  })

  it('is inconclusive when a persona is missing, unless that is accepted', async () => {
    const narrow = [
      'run',
      '--cloud',
      'reference',
      '--requirement',
      'compute.list:200:attached-volumes',
      '--requirement',
      'compute.list:403:role',
      '--microversions',
      'edges',
    ]
    const refused = await attest([...narrow, '--json', '--out', join(folder, 'gap')], env())
    expect(refused.code).toBe(3)
    expect(JSON.parse(refused.stdout)).toMatchObject({
      verdict: 'inconclusive',
      counts: { failed: 0 },
    })
    const accepted = await attest(
      [...narrow, '--accept-not-tested', 'missing-persona', '--out', join(folder, 'accepted')],
      env(),
    )
    expect(accepted.code).toBe(0)
    expect(accepted.stdout).toContain('missing-persona')
  })

  it('that is interrupted cleans up, reports every planned case, and ends with 130', async () => {
    const slow = await serveReferenceCloud({
      port: 0,
      latencyMs: 1_500,
      cloudsFile: join(folder, 'slow.yaml'),
    })
    try {
      const out = join(folder, 'interrupted')
      const { child, ended } = start(['run', '--cloud', 'reference', '--out', out], {
        OS_CLIENT_CONFIG_FILE: join(folder, 'slow.yaml'),
      })
      const journal = join(out, 'journal.ndjson')
      while (
        !existsSync(journal) ||
        !readFileSync(journal, 'utf8').includes('"resource-created"')
      ) {
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      child.kill('SIGINT')
      const { code, stderr } = await ended
      expect(stderr).toContain('SIGINT')
      expect(code).toBe(130)
      const results = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'))
      expect(results.verdict).toBe('inconclusive')
      expect(results.resources.leaked).toEqual([])
      expect(results.counts.notTested).toBeGreaterThan(0)
      expect(results.cases).toHaveLength(results.counts.cases)
    } finally {
      await slow.close()
    }
  })
})

describe('the output', () => {
  it('is help that shows examples and exit codes', async () => {
    const { code, stdout } = await attest(['--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('attest run --cloud lab')
    expect(stdout).toContain('3 inconclusive')
  })

  it('can be a contract at one microversion without extensions', async () => {
    const { code, stdout } = await attest(['spec', 'show', 'compute', '--at', '2.49', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ openapi: '3.1.0' })
    expect(stdout).not.toMatch(/"x-(openstack|requirements|source|errata)"/)
  })

  it('can be a plan with its cost, or the findings of doctor, without creating anything', async () => {
    const env = { OS_CLIENT_CONFIG_FILE: cloudsFile }
    const plan = await attest(['plan', '--cloud', 'reference', '--json'], env)
    expect(plan.code).toBe(0)
    const { cost, cases } = JSON.parse(plan.stdout)
    expect(cost.cases).toBe(cases.length)
    const doctor = await attest(['doctor', '--cloud', 'reference'], env)
    expect(doctor.code).toBe(0)
    expect(doctor.stdout).toContain('missing-persona')
    expect(existsSync(join(folder, 'reports'))).toBe(false)
  })
})

describe.concurrent('a reader that closes the pipe', () => {
  it.each([
    ['a list', ['cloud', '--faults']],
    [
      'a run',
      [
        'run',
        '--cloud',
        'reference',
        '--requirement',
        'compute.show:200:attached-volume',
        '--out',
        'unread',
      ],
    ],
  ])('does not end %s', async (_what, args) => {
    const env = { OS_CLIENT_CONFIG_FILE: cloudsFile }
    const { child, ended } = start(args, env)
    child.stdout.destroy()

    expect(await ended).toMatchObject({ code: 0, stderr: expect.not.stringContaining('defect') })
  })
})
