import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A version of Attest that has been compiled and is to be measured. */
export interface Subject {
  /** `this`, or the git ref that it was compared with. */
  readonly name: string
  /** Absolute path of its working tree. */
  readonly root: string
}

/** What `node` is given to start it as users do; older versions have it below `src`. */
export function programOf({ root }: Subject): string {
  const places = [join(root, 'dist', 'cli', 'main.js'), join(root, 'dist', 'src', 'cli', 'main.js')]
  const [found = places[0] ?? ''] = places.filter((place) => existsSync(place))
  return found
}

/**
 * URL of one of its compiled modules, named by its source: `src/judge/judge-response.ts`. Where a
 * module was moved, older versions have it under its former names, which are looked for in their order.
 */
export function moduleOf({ root }: Subject, source: string, ...former: string[]): string {
  const places = [source, ...former].map((name) => join(root, 'dist', name.replace(/\.ts$/, '.js')))
  const [found = places[0] ?? ''] = places.filter((place) => existsSync(place))
  return pathToFileURL(found).href
}
