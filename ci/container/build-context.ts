import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Copies what a `.dockerignore` lets through, as `docker build` does before it performs anything. Of the
 * form of that file this knows what ours has: `**`, plain paths, and `!` in front of paths.
 */
export function copyContext(from: string, to: string): void {
  const rules = readFileSync(join(from, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(ruleOf)
  /** The last rule that names a path, or a folder above it, decides. */
  const isIn = (path: string): boolean => {
    const last = rules.findLast((rule) => rule.matches(path))
    return last === undefined || last.letsIn
  }
  for (const name of readdirSync(from).filter(isIn)) {
    cpSync(join(from, name), join(to, name), {
      recursive: true,
      filter: (path) => isIn(path.slice(from.length + 1)),
    })
  }
}

interface Rule {
  readonly letsIn: boolean
  readonly matches: (path: string) => boolean
}

function ruleOf(line: string): Rule {
  const letsIn = line.startsWith('!')
  const pattern = letsIn ? line.slice(1) : line
  if (pattern === '**') return { letsIn, matches: () => true }
  const [prefix, ...more] = pattern.split('**/')
  if (prefix === '' && more.length === 1) {
    const [name = ''] = more
    return { letsIn, matches: (path) => path.split('/').includes(name) }
  }
  if (/[*?[]/.test(pattern)) throw new Error(`.dockerignore: nobody here knows ${pattern}`)
  return { letsIn, matches: (path) => path === pattern || path.startsWith(`${pattern}/`) }
}
