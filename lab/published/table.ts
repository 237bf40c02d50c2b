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
  const head = [
    ...['release', 'Nova, Cinder', 'cases', 'passed', 'n/a'],
    ...['requests', 'seconds', 'errata'],
  ]
  const rows = runs.map(({ release, versions, counts, requests, seconds, errata }) => [
    ...[`\`${release}\``, `${versions.nova}, ${versions.cinder}`],
    ...[counts.cases, counts.passed, counts.notApplicable],
    ...[requests, seconds, errata.length],
  ])
  return markdown(head, rows)
}

/** A Markdown table of the errata, with the releases to which each has permitted an answer. */
export function errataTableOf(runs: readonly PublishedRun[]): string {
  const all = [...new Set(runs.flatMap(({ errata }) => errata))].sort()
  const rows = all.map((id) => {
    const releases = runs.filter(({ errata }) => errata.includes(id))
    return [`\`${id}\``, releases.map(({ release }) => release).join(', ')]
  })
  return markdown(['erratum', 'releases'], rows)
}

/** Laid out as the formatter does. */
function markdown(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const lines = [head, ...rows].map((cells) => cells.map(String))
  const widths = head.map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)))
  const dashes = widths.map((width) => '-'.repeat(width))
  return lines
    .toSpliced(1, 0, dashes)
    .map((cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |\n`)
    .join('')
}
