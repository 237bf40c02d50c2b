import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../../src/package-root.ts'

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')))

/** Commands of npm that need no script of the package. */
const OF_NPM = new Set(['audit', 'ci', 'install', 'link', 'pack'])
/** Commands of npm that perform a script, and which. */
const PERFORMS: Readonly<Record<string, string>> = { start: 'start', test: 'test', cit: 'test' }

/** What is wrong with the words after `npm`; undefined where nothing is. */
export function npmProblem(words: readonly string[]): string | undefined {
  const [name = '', ...rest] = words.filter((word) => word !== '--silent')
  if (OF_NPM.has(name)) return undefined
  const script = name === 'run' ? (rest[0] ?? '') : PERFORMS[name]
  if (script === undefined) return `npm ${name} is nothing that the documents should name`
  if (scripts[script] === undefined) return `no script ${script} in package.json`
  const at = rest.indexOf('--')
  return at < 0 ? undefined : argumentProblem(script, rest.slice(at + 1))
}

/** What is wrong with the words after `npx`: files that are not there. */
export function npxProblem([tool = '', ...words]: readonly string[]): string | undefined {
  if (tool !== 'vitest') return undefined
  return missing(words.filter((word) => word !== 'run'))
}

function argumentProblem(script: string, words: readonly string[]): string | undefined {
  const program = sourceOf(script)
  if (program === undefined) return missing(words)
  const source = readFileSync(join(packageRoot, program), 'utf8')
  const last = words.indexOf('--')
  const own = last < 0 ? words : words.slice(0, last)
  const foreign = own
    .filter((word) => word.startsWith('--'))
    .map((word) => word.replace(/=.*/, ''))
    .find((word) => !new RegExp(`'${word}[ ']`).test(source))
  return foreign === undefined ? undefined : `no option ${foreign} in ${program}`
}

/** The program that a script starts at its end, or has another script start. */
function sourceOf(script: string): string | undefined {
  const line = scripts[script] ?? ''
  const [, compiled] = /node dist\/(\S+)\.js/.exec(line) ?? []
  if (compiled !== undefined) return `${compiled}.ts`
  const [, next] = /npm run --silent (\S+) -- \S+$/.exec(line) ?? []
  return next === undefined ? undefined : sourceOf(next)
}

function missing(words: readonly string[]): string | undefined {
  const paths = words.filter((word) => !word.startsWith('-'))
  const lost = paths.find((path) => !existsSync(join(packageRoot, path)))
  return lost === undefined ? undefined : `no file ${lost}`
}
