import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/package-root.ts'
import type { Release } from '../release.ts'
import { type PublishedRun, publishedRun } from './published-run.ts'

const FOLDER = join(packageRoot, 'lab', 'published')

/** The published runs, in the order of `releases`. Throws for a file that is no such run. */
export function publishedRuns(releases: readonly Release[]): readonly PublishedRun[] {
  const runs = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => publishedRun.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))))
  return releases.flatMap(({ name }) => runs.filter(({ release }) => release === name))
}

/** A Markdown table with a row for each run. */
export function tableOf(runs: readonly PublishedRun[]): string {
  const rows = runs.map(({ release, versions, counts, leaked, requests, seconds, errata }) => [
    `\`${release}\``,
    `${versions.nova}, ${versions.cinder}`,
    counts.cases,
    counts.passed,
    counts.notApplicable,
    `${counts.failed}, ${counts.error}, ${leaked}`,
    requests,
    seconds,
    errata.length,
  ])
  const head = [
    ['release', 'Nova, Cinder', 'cases', 'passed', 'not applicable', 'failed, error, leaked'],
    ['requests', 'seconds', 'errata'],
  ].flat()
  const [first = [], ...others] = [head, ...rows].map((cells) => cells.map(String))
  const widths = first.map((_, at) =>
    Math.max(...[first, ...others].map((one) => one[at]?.length ?? 0)),
  )
  const dashes = widths.map((width) => '-'.repeat(width))
  return [first, dashes, ...others]
    .map((cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`)
    .join('\n')
}
