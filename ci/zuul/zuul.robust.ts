import { execFile, spawnSync } from 'node:child_process'
import {
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
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packageRoot } from '../../src/package-root.ts'
import { type LabCloud, startLabCloud } from '../lab-cloud.ts'
import { pack } from '../package/packed.ts'
import { hasPython, pythonTools } from './python-tools.ts'

const perform = promisify(execFile)
const RESULTS = z.object({
  verdict: z.string(),
  counts: z.object({ cases: z.int(), passed: z.int() }),
})

// ansible-core performs the playbooks on this machine, and stestr reads what they leave.
describe.skipIf(!hasPython())('the playbooks for Zuul', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-zuul-'))
  const home = join(folder, 'home')
  const out = join(home, 'attest-run')
  let cloud: LabCloud
  let commands = ''
  let variables: Readonly<Record<string, unknown>>

  beforeAll(async () => {
    mkdirSync(home)
    cloud = await startLabCloud(join(folder, 'cloud'))
    writeFileSync(join(home, 'attest.yaml'), cloud.settings)
    commands = await pythonTools(join(folder, 'python'), ['ansible-core', 'stestr'])
    variables = {
      ansible_user_dir: home,
      ansible_python_interpreter: join(commands, 'python'),
      attest_package: (await pack(folder)).archive,
      attest_clouds_file: cloud.cloudsFile,
      attest_config: join(home, 'attest.yaml'),
      attest_arguments: ['--quick'],
      attest_out: out,
    }
  })
  afterAll(async () => {
    await cloud?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Performs a playbook as Zuul's executor does, but on this machine. */
  async function playbook(name: string, more: Readonly<Record<string, unknown>> = {}) {
    const file = join(packageRoot, 'ci/zuul/playbooks', name)
    const given = JSON.stringify({ ...variables, ...more })
    const words = ['-i', 'localhost,', '-c', 'local', '-e', given, file]
    const env = {
      ...process.env,
      ANSIBLE_NOCOLOR: '1',
      ANSIBLE_LOCAL_TEMP: join(folder, 'ansible'),
    }
    try {
      const options = { cwd: folder, env, maxBuffer: 1e8 }
      const { stdout } = await perform(join(commands, 'ansible-playbook'), words, options)
      return { code: 0, said: stdout }
    } catch (error) {
      const failed = z
        .object({ code: z.int(), stdout: z.string(), stderr: z.string() })
        .parse(error)
      return { code: failed.code, said: failed.stdout + failed.stderr }
    }
  }

  it('install Attest, test the cloud, and write the cases for stestr', async () => {
    const { code, said } = await playbook('run.yaml')
    expect(code, said).toBe(0)
    expect(said).toContain('attest run ended with 0')
    expect(said).not.toMatch(/WARNING|DEPRECATION/)
  })

  it('leave a stream that stestr reads, with as many tests as the run has cases', async () => {
    const read: unknown = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'))
    const { counts } = RESULTS.parse(read)
    const repository = join(folder, 'stestr')
    mkdirSync(repository)
    writeFileSync(join(repository, '.stestr.conf'), '[DEFAULT]\ntest_path=.\n')
    const stestr = (words: readonly string[], input?: Buffer) =>
      spawnSync(join(commands, 'stestr'), words, { cwd: repository, input, encoding: 'utf8' })
    stestr(['init'])
    const loaded = stestr(['load'], readFileSync(join(out, 'testrepository.subunit')))
    expect(loaded.status, loaded.stdout + loaded.stderr).toBe(0)
    const { stdout } = stestr(['last'])
    expect(stdout).toMatch(new RegExp(`Passed: ${counts.passed}\\b`))
    expect(stdout).toMatch(new RegExp(`Skipped: ${counts.cases - counts.passed}\\b`))
    expect(stdout).toMatch(/Failed: 0\b/)
  })

  it('keep the reports where Zuul looks for them', async () => {
    const { code, said } = await playbook('post.yaml')
    expect(code, said).toBe(0)
    const kept = readdirSync(join(home, 'zuul-output/logs/attest'))
    expect(kept).toEqual(
      expect.arrayContaining(['results.json', 'matrix.html', 'testrepository.subunit']),
    )
    expect(kept).not.toContain('allure-results')
  })

  it('fail with the exit code and the last words of a run that could not start', async () => {
    const second = join(home, 'second')
    const { code, said } = await playbook('run.yaml', {
      attest_cloud: 'nowhere',
      attest_out: second,
    })
    expect(code).toBe(2)
    expect(said).toContain('attest run ended with 2')
    expect(said).toContain('nowhere')
    expect(existsSync(join(second, 'journal.ndjson'))).toBe(false)
    expect((await playbook('post.yaml', { attest_out: second })).code).toBe(0)
  })
})
