import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Release } from '../release.ts'
import { sourceFile } from '../source-file.ts'
import type { PublishedRun } from './published-run.ts'

/** The versions of Nova and Cinder of an installed release: from its pip list, or Debian's packages. */
export function versionsOf({ virtualEnvironment }: Release): PublishedRun['versions'] {
  if (virtualEnvironment === undefined) {
    return { nova: debianVersion('nova-common'), cinder: debianVersion('cinder-common') }
  }
  const list = readFileSync(sourceFile(virtualEnvironment.packages), 'utf8')
  const pinned = (name: string): string =>
    new RegExp(`^${name}==(.*)$`, 'm').exec(list)?.[1] ?? 'unknown'
  return { nova: pinned('nova'), cinder: pinned('cinder') }
}

/** Without the epoch and Debian's own number, which say nothing about OpenStack. */
function debianVersion(name: string): string {
  const status = execFileSync('dpkg-query', ['--status', name], { encoding: 'utf8' })
  const version = /^Version: (.*)$/m.exec(status)?.[1] ?? 'unknown'
  return version.replace(/^\d+:/, '').replace(/-[^-]*$/, '')
}
