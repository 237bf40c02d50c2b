import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packagedServices } from './openapi/load-services.ts'
import { packageRoot } from './package-root.ts'

// A service is a description and a folder: the engine and the reports know none by its name, and no
// kind of resource.

const services = [...packagedServices().values()]
const kinds = services.flatMap(({ resources }) => resources)

/** Ids, titles and projects of services, and the kinds of resources that are created there. */
const NAMES = [
  ...services.flatMap(({ id, title }) => [quoted(id), new RegExp(`\\b${title}\\b`)]),
  ...kinds.flatMap(({ kind, plural }) => [quoted(kind), quoted(plural)]),
  /\b(?:compute|block-?storage|nova|cinder|glance)\b/i,
  /os-volume_attachments/,
  /\b(?:servers|volumes?|snapshots?|flavors?)\b|\.server\b|\bserver\??:(?! \{ deps)/,
]

function quoted(word: string): RegExp {
  return new RegExp(`(['"\`])${word}\\1`)
}

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

it.each(['src', 'reports', 'api', 'cli', 'drift', 'fixtures/core'])(
  'no file of %s names a service or a kind of resource',
  (folder) => {
    expect(naming(folder)).toEqual([])
  },
)
