import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageRoot, packageVersion } from '../src/package-root.ts'
import { sourceFilesOf } from './import-graph.ts'

const read = (path: string): string => readFileSync(join(packageRoot, path), 'utf8')

const step = z.looseObject({
  uses: z.string().optional(),
  shell: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
})

describe('the action for GitHub', () => {
  const action = z
    .looseObject({
      name: z.string(),
      description: z.string(),
      inputs: z.record(
        z.string(),
        z.strictObject({ description: z.string(), default: z.string() }),
      ),
      outputs: z.record(z.string(), z.strictObject({ description: z.string(), value: z.string() })),
      runs: z.strictObject({ using: z.literal('composite'), steps: z.array(step) }),
    })
    .parse(parse(read('ci/github/action.yml')))

  it('names a shell for each script, and a version of each action', () => {
    for (const { run, shell, uses } of action.runs.steps) {
      if (run !== undefined) expect(shell).toBe('bash')
      if (uses !== undefined) expect(uses).toMatch(/@v\d+$/)
    }
  })

  it('puts no input into a script, which it could rewrite', () => {
    for (const { run } of action.runs.steps) expect(run ?? '').not.toContain('${{')
  })

  it('uses every input that it has, and no other', () => {
    const used = [...read('ci/github/action.yml').matchAll(/inputs\.([\w-]+)/g)].map(
      ([, name]) => name,
    )
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort())
  })
})

describe('its script', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attest-action-'))
    mkdirSync(join(folder, 'dist/cli'), { recursive: true })
    // Stands for attest: tells how it was called and what clouds.yaml it was given.
    writeFileSync(
      join(folder, 'dist/cli/main.js'),
      `const fs = require('node:fs')
       const clouds = process.env.OS_CLIENT_CONFIG_FILE
       fs.writeFileSync('called', JSON.stringify({ args: process.argv.slice(2), inherited: process.env.CLOUDS_YAML ?? null,
         clouds: clouds ? fs.readFileSync(clouds, 'utf8') : null, mode: clouds ? fs.statSync(clouds).mode & 0o777 : null, path: clouds }))
       fs.mkdirSync('out', { recursive: true }); fs.writeFileSync('out/summary.md', 'summary'); process.exit(3)`,
    )
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function perform(env: Readonly<Record<string, string>>) {
    const { status } = spawnSync('bash', [join(packageRoot, 'ci/github/run.sh')], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        OUT: 'out',
        GITHUB_ACTION_PATH: join(folder, 'ci/github'),
        GITHUB_OUTPUT: join(folder, 'output'),
        GITHUB_STEP_SUMMARY: join(folder, 'step-summary'),
        ...env,
      },
    })
    const called: unknown = JSON.parse(readFileSync(join(folder, 'called'), 'utf8'))
    const { path, ...rest } = z.looseObject({ path: z.string().optional() }).parse(called)
    return { status, path, ...rest }
  }

  it('hands every input on, and spaces in them with it', () => {
    expect(
      perform({
        CLOUD: 'my lab; rm -rf /',
        CONFIG: 'a.yaml',
        WAIVERS: 'w.yaml',
        BASELINE: 'b.json',
        ARGUMENTS: '--strict --microversions edges',
      }),
    ).toMatchObject({
      status: 3,
      args: [
        'run',
        '--out',
        'out',
        '--cloud',
        'my lab; rm -rf /',
        '--config',
        'a.yaml',
        '--waivers',
        'w.yaml',
        '--baseline',
        'b.json',
        '--strict',
        '--microversions',
        'edges',
      ],
    })
  })

  it('needs no input, and tells code and summary to GitHub', () => {
    expect(perform({})).toMatchObject({ status: 3, args: ['run', '--out', 'out'] })
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('exit-code=3\n')
    expect(readFileSync(join(folder, 'step-summary'), 'utf8')).toBe('summary')
  })

  it('writes the secret where nobody else reads it, and removes it', () => {
    const called = perform({ CLOUDS_YAML: 'clouds: {}' })
    expect(called).toMatchObject({ clouds: 'clouds: {}\n', mode: 0o600, inherited: null })
    expect(existsSync(called.path ?? '')).toBe(false)
  })
})

describe('the template for GitLab', () => {
  const jobs = z
    .record(
      z.string(),
      z.looseObject({
        extends: z.string().optional(),
        script: z.array(z.string()),
        artifacts: z.looseObject({}).optional(),
      }),
    )
    .parse(parse(read('ci/gitlab/attest.gitlab-ci.yml')))

  it('has hidden jobs only, that extend each other', () => {
    for (const [name, job] of Object.entries(jobs)) {
      expect(name).toMatch(/^\./)
      if (job.extends !== undefined) expect(Object.keys(jobs)).toContain(job.extends)
    }
  })

  it('has scripts that a shell can read', () => {
    for (const { script } of Object.values(jobs)) {
      expect(spawnSync('sh', ['-n'], { input: script.join('\n') }).status).toBe(0)
    }
  })

  it('gives GitLab the JUnit file, also of a run that failed', () => {
    expect(jobs['.attest']?.artifacts).toMatchObject({
      when: 'always',
      reports: { junit: 'attest-run/junit.xml' },
    })
  })
})

describe('the container', () => {
  const lines = read('ci/container/Dockerfile').split('\n')

  it('runs without root, under a number, and is pinned', () => {
    expect(lines).toContain('USER 1000:1000')
    expect(lines.find((line) => line.startsWith('ARG NODE_IMAGE='))).toMatch(
      /node:\d+\.\d+\.\d+-alpine\d/,
    )
  })

  const copied = lines
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
    .flatMap((line) => line.split(' ').slice(1, -1))

  it('copies only what is there, and what the build context lets in', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1))
    for (const path of copied) {
      expect(allowed).toContain(path)
      expect(existsSync(join(packageRoot, path))).toBe(true)
    }
  })

  // image.program.ts builds it, which takes a minute; this tells sooner what a new folder needs.
  it('copies each folder from which the program imports', () => {
    const top = (path: string) => path.split('/', 1)[0] ?? ''
    const found = new Set(['cli', 'suites'])
    for (const folder of found) {
      for (const { imports } of sourceFilesOf(folder))
        for (const path of imports) found.add(top(path))
    }
    expect(found.size).toBeGreaterThan(5)
    expect([...found].filter((folder) => !copied.includes(folder))).toEqual([])
  })
})

it('names the same version everywhere', () => {
  for (const path of [
    'ci/container/Dockerfile',
    'ci/gitlab/attest.gitlab-ci.yml',
    'ci/kubernetes/certification.yaml',
    'ci/kubernetes/merge.yaml',
  ]) {
    expect(
      read(path)
        .match(/attest[:@]\d+\.\d+\.\d+/g)
        ?.map((found) => found.slice(7)),
    ).toEqual([packageVersion])
  }
})
