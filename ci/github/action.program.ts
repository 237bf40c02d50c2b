import { spawn } from 'node:child_process'
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { copyClone } from '../clean-clone.ts'
import { type LabCloud, startLabCloud } from '../lab-cloud.ts'

// The steps of the action that are scripts, as they are written, in a clone of their own. Its other steps
// are GitHub's.
const ACTION = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string() })),
  runs: z.object({
    steps: z.array(
      z.object({
        name: z.string().optional(),
        run: z.string().optional(),
        env: z.record(z.string(), z.string()).default({}),
      }),
    ),
  }),
})

describe('the action for GitHub, performed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-github-'))
  const clone = join(folder, 'clone')
  const workspace = join(folder, 'workspace')
  const temporary = join(folder, 'tmp')
  const action = ACTION.parse(parse(readFileSync(new URL('action.yml', import.meta.url), 'utf8')))
  let cloud: LabCloud

  beforeAll(async () => {
    for (const path of [clone, workspace, temporary]) mkdirSync(path)
    copyClone(clone)
    cloud = await startLabCloud(join(folder, 'cloud'))
    writeFileSync(join(workspace, 'attest.yaml'), cloud.settings)
  })
  afterAll(async () => {
    await cloud.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Performs the script of a step as a runner does; returns its exit code and what it printed. */
  async function perform(name: string, given: Readonly<Record<string, string>> = {}) {
    const step = action.runs.steps.find((one) => one.name === name)
    const inputs = Object.entries(action.inputs).map(([key, input]) => [
      key,
      given[key] ?? input.default,
    ])
    const values = new Map(inputs.map(([key, value]) => [`\${{ inputs.${key} }}`, value]))
    const env = Object.entries(step?.env ?? {}).map(([key, value]) => [key, values.get(value)])
    const child = spawn(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''],
      {
        cwd: workspace,
        env: {
          ...{ PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: temporary },
          ...{ CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_ACTION_PATH: join(clone, 'ci/github') },
          GITHUB_OUTPUT: join(folder, 'output'),
          GITHUB_STEP_SUMMARY: join(folder, 'step-summary'),
          ...Object.fromEntries(env),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk
      })
    const code = await new Promise((resolve) => child.on('close', resolve))
    return { code, said }
  }

  it('installs Attest from its own clone, with the digests of its lock file', async () => {
    const { code, said } = await perform('Install Attest')
    expect(code, said).toBe(0)
    expect(existsSync(join(clone, 'dist/cli/main.js'))).toBe(true)
  })

  it('tests a cloud whose clouds.yaml is a secret, and leaves nothing of that', async () => {
    const inputs = { 'clouds-yaml': cloud.clouds, config: 'attest.yaml', arguments: '--quick' }
    const { code, said } = await perform('Run Attest', inputs)
    expect(code, said).toBe(0)
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('exit-code=0\n')
    expect(readFileSync(join(folder, 'step-summary'), 'utf8')).toContain('conformant')
    expect(readdirSync(join(workspace, 'attest-run'))).toEqual(
      expect.arrayContaining(['results.json', 'junit.xml', 'summary.md', 'journal.ndjson']),
    )
    expect(readdirSync(temporary)).toEqual([])
  })

  it('fails the job with the exit code of a run that could not start', async () => {
    const { code, said } = await perform('Run Attest', { cloud: 'nowhere', out: 'second' })
    expect(code).toBe(2)
    expect(said).toContain('nowhere')
  })
})
