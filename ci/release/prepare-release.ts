import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathsOf, renamed } from './version-names.ts'

/**
 * Writes a version into the manifest, the lock file, the CHANGELOG, and every document and template that
 * names one. `today` is the date of the release, `2026-12-01`.
 */
export function prepareRelease(root: string, version: string, today: string): void {
  const change = (path: string, by: (text: string) => string) => {
    const before = readFileSync(join(root, path), 'utf8')
    const after = by(before)
    if (after !== before) writeFileSync(join(root, path), after)
  }
  for (const path of pathsOf(root)) change(path, (text) => renamed(text, version))
  change('package.json', (text) => text.replace(/^( {2}"version": )".*"/m, `$1"${version}"`))
  // The first two are those of the package itself.
  let left = 2
  change('package-lock.json', (text) =>
    text.replaceAll(/^( {2}| {6})"version": ".*"/gm, (whole, indent: string) => {
      left -= 1
      return left < 0 ? whole : `${indent}"version": "${version}"`
    }),
  )
  change('CHANGELOG.md', (text) =>
    text.replace('## [Unreleased]\n', `## [Unreleased]\n\n## [${version}] - ${today}\n`),
  )
}
