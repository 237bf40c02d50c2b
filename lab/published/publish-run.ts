import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { readRun } from '../../reports/results/read-results.ts'
import type { Results } from '../../reports/results/results-schema.ts'
import { packageRoot } from '../../src/package-root.ts'
import type { Release } from '../release.ts'
import { type PublishedRun, publishedRun } from './published-run.ts'
import { versionsOf } from './versions-of.ts'

const GIB = 1024 ** 3
const PERMITTED = /, as the erratum (\S+) permits$/

/** The file of a release's published run. */
export const fileOf = (release: string): string =>
  join(packageRoot, 'lab', 'published', `${release}.json`)

/**
 * Writes the results of the run in `folder`, which has just ended, to the file of its release. Throws
 * what reading the run, git or dpkg throw.
 */
export async function publishRun(release: Release, folder: string): Promise<void> {
  const { results, record } = await readRun(folder)
  const run = publishedRun.parse({
    release: release.name,
    versions: versionsOf(release),
    suite: { version: results.suite.version, commit: commit() },
    startedAt: results.startedAt,
    environment: environment(),
    personas: Object.keys(record?.personaAccess ?? {}).filter((persona) => persona !== 'nobody'),
    verdict: results.verdict,
    counts: results.counts,
    created: results.resources.created,
    leaked: results.resources.leaked.length,
    requests: results.timing.requests,
    seconds: Math.round(results.timing.wallMs / 1000),
    errata: errataOf(results),
    requirements: requirementsOf(results),
  })
  writeFileSync(fileOf(release.name), textOf(run))
}

/** The errata that permitted a case another answer than the promised one. */
function errataOf({ cases }: Results): string[] {
  const used = cases.flatMap(({ reason }) => PERMITTED.exec(reason?.message ?? '')?.[1] ?? [])
  return [...new Set(used)].sort()
}

function requirementsOf({ cases }: Results): PublishedRun['requirements'] {
  const requirements: PublishedRun['requirements'] = {}
  for (const { requirement, verdict, microversion } of cases) {
    const verdicts = requirements[requirement] ?? {}
    verdicts[verdict] = [...(verdicts[verdict] ?? []), microversion]
    requirements[requirement] = verdicts
  }
  return requirements
}

/** JSON with a line for each requirement, so that the difference of two runs can be read. */
function textOf({ requirements, ...rest }: PublishedRun): string {
  const lines = Object.entries(requirements).map(
    ([id, verdicts]) => `    ${JSON.stringify(id)}: ${JSON.stringify(verdicts)}`,
  )
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '')
  return `${head},\n  "requirements": {\n${lines.join(',\n')}\n  }\n}\n`
}

function environment(): PublishedRun['environment'] {
  return {
    system: /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '',
    processors: availableParallelism(),
    memoryGiB: Math.round(totalmem() / GIB),
    node: process.version,
    load: Math.round((loadavg()[2] ?? 0) * 10) / 10,
  }
}

function commit(): string {
  return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
    cwd: packageRoot,
    encoding: 'utf8',
  }).trim()
}
