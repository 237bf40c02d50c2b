import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { type LabCloud, startLabCloud } from '../lab-cloud.ts'
import { pack } from '../package/packed.ts'

// The scripts of the hidden jobs as they are written, with the package that npm pack makes.
const JOB = z.looseObject({
  extends: z.string().optional(),
  variables: z.record(z.string(), z.string()).default({}),
  before_script: z.array(z.string()).default([]),
  script: z.array(z.string()),
})
const RESULTS = z.object({ verdict: z.string() })

describe('the template for GitLab, performed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-gitlab-'))
  const project = join(folder, 'project')
  const text = readFileSync(new URL('attest.gitlab-ci.yml', import.meta.url), 'utf8')
  const jobs = z.record(z.string(), JOB).parse(parse(text))
  let cloud: LabCloud
  let archive = ''
  let isInstalled = false

  beforeAll(async () => {
    for (const path of [project, join(folder, 'global')]) mkdirSync(path)
    cloud = await startLabCloud(join(folder, 'cloud'))
    writeFileSync(join(project, 'attest.yaml'), cloud.settings)
    archive = (await pack(folder)).archive
  })
  afterAll(async () => {
    await cloud.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Performs a job as a runner does: its two scripts are one, in a shell that ends at the first error. */
  async function perform(name: string, variables: Readonly<Record<string, string>> = {}) {
    const job = jobs[name]
    const base = jobs[job?.extends ?? ''] ?? job
    const lines = [...(base?.before_script ?? []), ...(job?.script ?? [])]
    const global = join(folder, 'global')
    const child = spawn('bash', ['-eo', 'pipefail', '-c', lines.join('\n')], {
      cwd: project,
      env: {
        // With all that npm is told of this machine's registry.
        ...{ ...process.env, PATH: `${join(global, 'bin')}:${process.env.PATH}` },
        ...{ CI: 'true', NO_COLOR: '1', npm_config_prefix: global },
        // A second time, npm only says what it would install: on this machine all is there.
        ...(isInstalled && { npm_config_dry_run: 'true' }),
        ...base?.variables,
        ...{ ATTEST_PACKAGE: archive, ATTEST_ARGUMENTS: '--quick', ATTEST_CONFIG: 'attest.yaml' },
        ...{ CLOUDS_YAML: cloud.cloudsFile },
        ...variables,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk
      })
    const code = await new Promise((resolve) => child.on('close', resolve))
    isInstalled = true
    return { code, said }
  }
  const verdict = () =>
    RESULTS.parse(JSON.parse(readFileSync(join(project, 'attest-run/results.json'), 'utf8')))
      .verdict

  it('installs the package without a warning, and tests a cloud', async () => {
    const { code, said } = await perform('.attest')
    expect(code, said).toBe(0)
    expect(said).not.toMatch(/npm warn|deprecated|\(node:\d+\).*Warning/i)
    expect(verdict()).toBe('conformant')
    expect(readFileSync(join(project, 'attest-run/junit.xml'), 'utf8')).toContain('<testsuites')
    expect(readFileSync(join(project, 'allure-history.jsonl'), 'utf8')).not.toBe('')
  })

  it('tests in parts, and merges them', async () => {
    rmSync(join(project, 'attest-run'), { recursive: true })
    for (const part of ['1', '2']) {
      const { code, said } = await perform('.attest-part', {
        CI_NODE_INDEX: part,
        CI_NODE_TOTAL: '2',
      })
      expect(code, said).toBe(0)
    }
    const { code, said } = await perform('.attest-merge')
    expect(code, said).toBe(0)
    expect(verdict()).toBe('conformant')
  })

  it('fails where the cloud is not there', async () => {
    expect(await perform('.attest', { ATTEST_CLOUD: 'nowhere' })).toMatchObject({ code: 2 })
  })
})
