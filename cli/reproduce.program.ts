import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Neighbours } from './robust/neighbours.ts'
import { type CloudProcess, startCloud, startProgram } from './robust/program.ts'

/** Stands for the client of OpenStack: it issues a token of the entry that it is given. */
const OPENSTACK = `#!/usr/bin/env node
const [, , , entry] = process.argv
const { clouds } = JSON.parse(require('fs').readFileSync(process.env.OS_CLIENT_CONFIG_FILE, 'utf8'))
const { auth_url, username, password, project_name } = clouds[entry].auth
const domain = { name: 'Default' }
const identity = { methods: ['password'], password: { user: { name: username, password, domain } } }
fetch(auth_url + '/auth/tokens', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ auth: { identity, scope: { project: { name: project_name, domain } } } }),
}).then((answer) => console.log(answer.headers.get('x-subject-token')))
`

const hasCurl = spawnSync('curl', ['--version']).status === 0

describe.skipIf(!hasCurl)('attest reproduce', () => {
  let folder: string
  const clouds: CloudProcess[] = []
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'attest-reproduce-'))
  })
  afterAll(async () => {
    for (const cloud of clouds) await cloud.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Of a user of the cloud of that folder. */
  const envIn = (own: string) => ({
    OS_CLIENT_CONFIG_FILE: join(own, 'clouds.yaml'),
    PATH: `${own}:${process.env.PATH}`,
  })

  /** The folder of a run on a cloud with that fault. */
  async function failedRun(fault: string, requirement: string, version: string) {
    const own = join(folder, fault)
    mkdirSync(own)
    const cloud = await startCloud(own, ['--fault', fault])
    clouds.push(cloud)
    writeFileSync(join(own, 'openstack'), OPENSTACK)
    chmodSync(join(own, 'openstack'), 0o755)
    const chosen = ['--requirement', requirement, '--microversions', version]
    const run = await startProgram(['run', '--cloud', 'reference', ...chosen], own, envIn(own))
      .ended
    expect(run.code).toBe(1)
    const journal = readFileSync(join(own, 'reports', 'latest', 'journal.ndjson'), 'utf8')
    return { own, cloud, journal }
  }

  async function held(own: string, options: readonly string[] = []) {
    const program = startProgram(['reproduce', 'reports/latest', 'F1', ...options], own, envIn(own))
    const waits = 'nothing more is sent until you press Enter'
    await expect.poll(program.output, { timeout: 30_000 }).toContain(waits)
    return program
  }

  async function isEmpty({ cloudsFile }: CloudProcess): Promise<boolean> {
    const names = { member: 'reference', stranger: 'reference-stranger' }
    const neighbours = await Neighbours.moveIn(cloudsFile, names)
    const present = await neighbours.present()
    await neighbours.moveOut()
    return present.length === 0
  }

  /** What the printed script answers in a shell, as it stands. */
  const pasted = (own: string, script: string) =>
    spawnSync('bash', ['-eu'], {
      input: script,
      env: { ...process.env, ...envIn(own) },
      encoding: 'utf8',
    })

  test('prints the call that is broken, which can be pasted, and removes all at Enter', async () => {
    const { own, cloud, journal } = await failedRun(
      ...(['attach-attached-volume', 'compute.attach:400:already-attached', '2.1'] as const),
    )
    const program = await held(own)
    expect(await isEmpty(cloud)).toBe(false)
    const script = program.output()
    expect(script).toContain(
      '# F1 compute.attach answers a success where it should refuse with 400',
    )

    const { stdout, stderr } = pasted(own, script.replaceAll(/^attest: .*$/gm, ''))
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^HTTP\/1\.1 200 /)
    expect(stdout).toContain('"volumeAttachment"')

    program.child.stdin?.write('\n')
    const { code, stderr: told } = await program.ended
    expect(told).toContain('attest: nothing is left on the cloud')
    expect(code).toBe(0)
    expect(await isEmpty(cloud)).toBe(true)
    // The run is as it was, and the reproduction leaves none of its own.
    expect(readdirSync(join(own, 'reports', 'runs'))).toHaveLength(1)
    expect(readFileSync(join(own, 'reports', 'latest', 'journal.ndjson'), 'utf8')).toBe(journal)
  })

  test('prints a change without effect with what shows that, and ends at Ctrl-C, in time, and without input', async () => {
    const { own, cloud } = await failedRun(
      ...(['update-ignores-flag', 'compute.update:202:delete-on-termination', '2.85'] as const),
    )
    const program = await held(own)

    const { stdout } = pasted(own, program.output().replaceAll(/^attest: .*$/gm, ''))
    expect(stdout).toMatch(
      /^HTTP\/1\.1 202 [\s\S]*HTTP\/1\.1 200 [\s\S]*"delete_on_termination":false/,
    )

    program.child.kill('SIGINT')
    expect((await program.ended).code).toBe(130)
    expect(await isEmpty(cloud)).toBe(true)

    const timed = await held(own, ['--max-time', '2s'])
    expect(timed.output()).toMatch(/at the latest 2 s from now all is removed/)
    expect((await timed.ended).code).toBe(0)

    const closed = await held(own)
    closed.child.stdin?.end()
    const { code, stderr } = await closed.ended
    expect(stderr).toContain('the standard input is closed, so nobody can press Enter')
    expect(code).toBe(0)
    expect(await isEmpty(cloud)).toBe(true)
    const { password } = JSON.parse(readFileSync(cloud.cloudsFile, 'utf8')).clouds.reference.auth
    expect(program.output()).not.toContain(password)
  })

  test('is not the only use of a run: the next one can begin with what failed in it', async () => {
    const own = join(folder, 'attach-attached-volume')
    const scope = ['--requirement', 'compute.attach:*', '--microversions', '2.1', '--out', 'next']
    const first = ['--first-failed', 'reports/latest', '--fail-fast']
    await startProgram(['run', '--cloud', 'reference', ...scope, ...first], own, envIn(own)).ended

    const journal = readFileSync(join(own, 'next', 'journal.ndjson'), 'utf8').split('\n')
    const started = journal.find((line) => line.includes('"type":"case-started"'))
    expect(started).toContain('"case":"compute.attach:400:already-attached@2.1"')
  })

  test('refuses in one line what the run does not have', async () => {
    const own = join(folder, 'attach-attached-volume')
    expect(existsSync(own)).toBe(true)
    const { code, stderr } = await startProgram(
      ['reproduce', 'reports/latest', 'F9'],
      own,
      envIn(own),
    ).ended
    expect(stderr).toBe(
      'attest: F9 is no finding of this run; attest show reports/latest lists them\n',
    )
    expect(code).toBe(2)
  })
})
