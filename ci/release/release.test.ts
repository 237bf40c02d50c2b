import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageRoot } from '../../src/package-root.ts'
import { copyClone } from '../clean-clone.ts'
import { checkRelease, preparationProblem } from './check-release.ts'
import { prepareRelease } from './prepare-release.ts'
import { versionsIn } from './release-notes.ts'

describe('a release', () => {
  const clone = mkdtempSync(join(tmpdir(), 'attest-release-'))
  const git = (...words: string[]) => {
    const who = [
      '-c',
      'user.name=x',
      '-c',
      'user.email=x@example.org',
      '-c',
      'commit.gpgsign=false',
    ]
    execFileSync('git', [...who, ...words], { cwd: clone, stdio: 'ignore' })
  }
  const problems = (dryRun = true) => checkRelease(clone, { dryRun }).problems
  /** What is wrong after a change of a file, which is taken back. */
  const problemsWith = (path: string, from: string | RegExp, to: string) => {
    const before = readFileSync(join(clone, path), 'utf8')
    const after = before.replace(from, to)
    expect(after).not.toBe(before)
    writeFileSync(join(clone, path), after)
    const found = problems()
    writeFileSync(join(clone, path), before)
    return found
  }

  beforeAll(() => {
    copyClone(clone)
    prepareRelease(clone, '7.8.9', '2031-02-03')
    git('init')
    git('add', '.')
    git('commit', '-m', 'Version 7.8.9')
    const { repository } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8'))
    git('remote', 'add', 'origin', repository.url.slice('git+'.length))
  })
  afterAll(() => rmSync(clone, { recursive: true, force: true }))
  // A workflow of a fork has another repository.
  beforeEach(() => vi.stubEnv('GITHUB_REPOSITORY', ''))
  afterEach(() => vi.unstubAllEnvs())

  it('that was prepared agrees with itself', () => {
    expect(problems()).toEqual([])
  })

  it.each([
    ['7.8.9', 'CHANGELOG.md has a part [7.8.9] already'],
    ['7.8.8', 'there is 7.8.9 already; expected a later version'],
    ['0.0.1', 'there is 7.8.9 already; expected a later version'],
    ['7.10.0', undefined],
  ])('%s can be prepared after it, or not', (version, problem) => {
    expect(preparationProblem(clone, version)).toBe(problem && `--prepare ${version}: ${problem}`)
  })

  it('needs its tag, at this commit, and no changes', () => {
    expect(problems(false)).toEqual(['git: there is no tag v7.8.9: git tag v7.8.9'])
    git('tag', 'v7.8.9')
    expect(problems(false)).toEqual([])
    git('commit', '--allow-empty', '-m', 'later')
    expect(problems(false)).toEqual([
      'git: the tag v7.8.9 is at another commit: a version is released once',
    ])
    git('tag', '--delete', 'v7.8.9')
  })

  it.each([
    ['CHANGELOG.md', '## [Unreleased]\n', '## [Unreleased]\n\n### Added\n\n- news\n', 'entries'],
    ['CHANGELOG.md', ' - 2031-02-03', '', 'has no date'],
    ['CHANGELOG.md', '[7.8.9]', '[7.8.8]', 'has no part [7.8.9]'],
    [
      'docs/ci/gitlab.md',
      'openstack-attest@7.8.9',
      'openstack-attest@7.8.8',
      'names version 7.8.8',
    ],
    ['ci/kubernetes/merge.yaml', 'attest:7.8.9', 'attest:7.8.8', 'names version 7.8.8'],
    ['docs/ci/github.md', '@v7.8.9', '@v7.8.8', 'names version 7.8.8'],
    ['package-lock.json', '"version": "7.8.9"', '"version": "7.8.8"', 'has version 7.8.8'],
    ['docs/releases.md', 'conformance:v2', 'conformance:v1', 'no row for the certificate format'],
    ['docs/releases.md', '| 0.1.0 and later', '| 9.0.0 and later', 'does not cover 7.8.9'],
  ])('does not agree when %s has %j in the place of %j', (path, from, to, problem) => {
    const found = problemsWith(path, from, to)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(new RegExp(`^${path}: `))
    expect(found[0]).toContain(problem)
  })

  it('is published from the repository that it names, which only a dry run may leave open', () => {
    vi.stubEnv('GITHUB_SERVER_URL', 'https://github.example')
    vi.stubEnv('GITHUB_REPOSITORY', 'somebody/else')
    expect(problems()).toEqual([expect.stringContaining('https://github.example/somebody/else')])
    vi.stubEnv('GITHUB_REPOSITORY', '')
    git('remote', 'remove', 'origin')
    const unconfirmed = expect.stringContaining('no git remote origin')
    expect(checkRelease(clone, { dryRun: true })).toMatchObject({
      problems: [],
      warnings: [unconfirmed],
    })
    expect(problems(false)).toContainEqual(unconfirmed)
  })

  it('has all its notes, below its own heading', () => {
    const [unreleased, own] = versionsIn(readFileSync(join(clone, 'CHANGELOG.md'), 'utf8'))
    expect(unreleased).toMatchObject({ version: 'Unreleased', text: '\n' })
    expect(own).toMatchObject({ version: '7.8.9', date: '2031-02-03' })
    expect(own?.text).toContain('### Added')
  })
})

describe('the workflow that publishes', () => {
  const step = z.looseObject({ uses: z.string().optional(), run: z.string().optional() })
  const job = z.looseObject({ permissions: z.record(z.string(), z.string()), steps: z.array(step) })
  const workflow = z
    .looseObject({ permissions: z.strictObject({}), jobs: z.record(z.string(), job) })
    .parse(parse(readFileSync(join(packageRoot, '.github/workflows/release.yml'), 'utf8')))
  const runs = Object.values(workflow.jobs).flatMap(({ steps }) =>
    steps.map(({ run }) => run ?? ''),
  )

  it('checks and makes the release before it publishes, with provenance', () => {
    const at = (words: string) => runs.findIndex((run) => run.startsWith(words))
    expect(at('npm run release')).toBeGreaterThan(at('npm test'))
    expect(at('npm publish --provenance')).toBeGreaterThan(at('npm run release'))
  })

  it('signs the image by its digest, with no secret of its own', () => {
    expect(runs.at(-1)).toBe('cosign sign --yes "$IMAGE"')
    for (const { permissions } of Object.values(workflow.jobs)) {
      expect(permissions['id-token']).toBe('write')
    }
    for (const run of runs) expect(run).not.toContain('${{')
  })

  it('names a version of each action', () => {
    const used = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.flatMap(({ uses = [] }) => uses),
    )
    for (const uses of used) expect(uses).toMatch(/@v\d+$/)
  })
})
