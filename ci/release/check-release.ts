import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CONFORMANCE } from '../../cli/certification/predicates.ts'
import { versionsIn } from './release-notes.ts'
import { checkAddresses } from './repository.ts'
import { namedVersions } from './version-names.ts'

const MANIFEST = z.object({
  name: z.literal('openstack-attest'),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/),
  homepage: z.url(),
  bugs: z.url(),
  repository: z.object({ url: z.string() }),
})

export interface Checked {
  readonly version: string
  /** What does not agree, one line each: the file, what is there, what is expected. */
  readonly problems: readonly string[]
  /** What only somebody can confirm before the first release. */
  readonly warnings: readonly string[]
}

/**
 * Whether version, CHANGELOG, tag, certificate format and documents of a repository agree. In a dry run
 * the tag need not be there yet, and the work tree may have changes.
 */
export function checkRelease(root: string, { dryRun }: { readonly dryRun: boolean }): Checked {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const manifest = MANIFEST.parse(JSON.parse(read('package.json')))
  const { version, homepage, bugs } = manifest
  const addresses = { repository: manifest.repository.url, homepage, bugs }
  const { problems: wrongAddresses, unconfirmed } = checkAddresses(root, addresses)
  const unconfirmedOnes = unconfirmed === undefined ? [] : [unconfirmed]
  return {
    version,
    warnings: dryRun ? unconfirmedOnes : [],
    problems: [
      ...lockProblems(read('package-lock.json'), version),
      ...changelogProblems(read('CHANGELOG.md'), version),
      ...namedVersions(root)
        .filter((named) => named.version !== version)
        .map((named) => `${named.path}: names version ${named.version}, expected ${version}`),
      ...formatProblems(read('docs/releases.md'), version),
      ...wrongAddresses,
      ...(dryRun ? [] : unconfirmedOnes),
      ...tagProblems(root, version, dryRun),
    ],
  }
}

/** Why a version cannot be prepared: it is there already, or is not the newest. */
export function preparationProblem(root: string, wanted: string): string | undefined {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const { version } = MANIFEST.parse(JSON.parse(read('package.json')))
  const released = versionsIn(read('CHANGELOG.md')).filter((each) => each.version !== 'Unreleased')
  if (released.some((each) => each.version === wanted)) {
    return `--prepare ${wanted}: CHANGELOG.md has a part [${wanted}] already`
  }
  const newest = [version, ...released.map((each) => each.version)].find(
    (known) => compare(known, wanted) > 0,
  )
  return newest === undefined
    ? undefined
    : `--prepare ${wanted}: there is ${newest} already; expected a later version`
}

function lockProblems(text: string, version: string): string[] {
  const lock = z.object({ version: z.string() }).parse(JSON.parse(text))
  return lock.version === version
    ? []
    : [`package-lock.json: has version ${lock.version}, expected ${version}: npm install`]
}

function changelogProblems(text: string, version: string): string[] {
  const versions = versionsIn(text)
  const [unreleased] = versions.filter((each) => each.version === 'Unreleased')
  const [own] = versions.filter((each) => each.version === version)
  const [newest] = versions.filter((each) => each.version !== 'Unreleased')
  return [
    ...(unreleased === undefined || unreleased.text.trim() === ''
      ? []
      : [
          `CHANGELOG.md: [Unreleased] has entries, expected below [${version}]: --prepare moves them`,
        ]),
    ...(own === undefined ? [`CHANGELOG.md: has no part [${version}]`] : []),
    ...(own !== undefined && own !== newest
      ? [`CHANGELOG.md: [${version}] is not the newest`]
      : []),
    ...(own !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(own.date ?? '')
      ? [
          `CHANGELOG.md: [${version}] has no date, expected a heading like ## [${version}] - 2026-12-01`,
        ]
      : []),
  ]
}

/** Each format of certificates has a row that says which versions make and verify it. */
function formatProblems(page: string, version: string): string[] {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${CONFORMANCE}\``))
  if (row === undefined)
    return [`docs/releases.md: has no row for the certificate format ${CONFORMANCE}`]
  const since = /\| (\d+\.\d+\.\d+) and later/.exec(row)?.[1]
  return since !== undefined && compare(since, version) <= 0
    ? []
    : [
        `docs/releases.md: the row of ${CONFORMANCE} does not cover ${version}, whose certificates have it`,
      ]
}

function tagProblems(root: string, version: string, dryRun: boolean): string[] {
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim()
  const tag = `v${version}`
  const tagged = git('tag', '--list', tag) === '' ? undefined : git('rev-list', '-n', '1', tag)
  const head = git('rev-parse', 'HEAD')
  if (tagged !== undefined && tagged !== head) {
    return [`git: the tag ${tag} is at another commit: a version is released once`]
  }
  if (dryRun) return []
  return [
    ...(tagged === undefined ? [`git: there is no tag ${tag}: git tag ${tag}`] : []),
    ...(git('status', '--porcelain') === '' ? [] : ['git: the work tree has changes']),
  ]
}

function compare(one: string, other: string): number {
  const numbers = (version: string) => version.split(/[.-]/).slice(0, 3).map(Number)
  const [a, b] = [numbers(one), numbers(other)]
  return a.map((value, index) => value - (b[index] ?? 0)).find((each) => each !== 0) ?? 0
}
