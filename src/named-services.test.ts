import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from './package-root.ts'

// A service is a description and a folder: the engine and the reports know none by its name, and no
// kind of resource.

/** Ids, titles and keys of services, and of the kinds of resources that the fixtures create. */
const NAMES = [
  /\bcompute\b|block-?storage|\b(?:nova|cinder|glance)\b/i,
  /os-volume_attachments/,
  /\b(?:servers|volumes?|snapshots?|flavors?)\b|'(?:server|attachment)'|\.server\b|\bserver\??:(?! \{ deps)/,
]

/** Without comments, in which an example may be of a service. */
function codeOf(path: string): string {
  return readFileSync(join(packageRoot, path), 'utf8').replaceAll(
    /^\s*(?:\/\/|\/?\*).*$|\/\*\*.*?\*\/|\s\/\/ .*$/gm,
    '',
  )
}

const ASIDE =
  /\.(?:test|program|robust|pages)\.ts$|\/(?:testing|synthetic|recorded|robust)\/|\/sample-[^/]*\.ts$/

function naming(folder: string): string[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((path) => path.endsWith('.ts') && !ASIDE.test(path))
    .filter((path) => NAMES.some((pattern) => pattern.test(codeOf(path))))
    .sort()
}

it.each(['src', 'reports', 'cli'])(
  'no file of %s names a service or a kind of resource',
  (folder) => {
    expect(naming(folder)).toEqual([])
  },
)
