import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A compiled version of Attest that is measured. */
export interface Subject {
  /** `this`, or the git ref of the other version in a comparison. */
  readonly name: string
  /** The absolute path of its working tree. */
  readonly root: string
}

/** The program that users start with `node`; older versions have it below `src`. */
export function programOf({ root }: Subject): string {
  const places = [join(root, 'dist', 'cli', 'main.js'), join(root, 'dist', 'src', 'cli', 'main.js')]
  const [found = places[0] ?? ''] = places.filter((place) => existsSync(place))
  return found
}

/**
 * The URL of a compiled module, named by its source: `src/judge/judge-response.ts`. `former` are earlier
 * paths of a module that was moved, under which older versions have it.
 */
export function moduleOf({ root }: Subject, source: string, ...former: string[]): string {
  const places = [source, ...former].map((name) => join(root, 'dist', name.replace(/\.ts$/, '.js')))
  const [found = places[0] ?? ''] = places.filter((place) => existsSync(place))
  return pathToFileURL(found).href
}
