import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../../src/package-root.ts'
import { type Result, resultSchema } from './task.ts'

const lineSchema = resultSchema.extend({ digest: z.string() })

/**
 * The results of earlier runs, one JSON document a line, each with a digest of what decided on
 * it: only results whose digest has changed are found again.
 */
export class ResultsFile {
  readonly #path: string
  readonly #digest: string
  readonly #known = new Map<string, Result>()

  /** `fresh`: earlier results are ignored. */
  constructor(path: string, digest: string, { fresh = false } = {}) {
    this.#path = path
    this.#digest = digest
    mkdirSync(dirname(path), { recursive: true })
    const isKnown = existsSync(path) && !fresh
    for (const line of isKnown ? readFileSync(path, 'utf8').split('\n') : []) {
      const result = readLine(line)
      if (result?.digest === digest) this.#known.set(result.task, result)
    }
  }

  get(task: string): Result | undefined {
    return this.#known.get(task)
  }

  add(result: Result): void {
    this.#known.set(result.task, result)
    // An attempt that failed by itself is repeated.
    if (result.fate === 'broken') return
    appendFileSync(this.#path, `${JSON.stringify({ ...result, digest: this.#digest })}\n`)
  }

  get all(): readonly Result[] {
    return [...this.#known.values()]
  }
}

function readLine(line: string): z.infer<typeof lineSchema> | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/** The folders of the project that decide on a result. */
const PARTS = ['specs', 'api', 'cli', 'src', 'fixtures', 'suites', 'reference-cloud', 'trust']

/** A digest of everything that decides on a result: contract, suite, clouds, faults. */
export function digestOfEverything(): string {
  const hash = createHash('sha256')
  for (const part of PARTS) {
    const root = part === 'specs' ? join(packageRoot, part) : join(packageRoot, 'dist', part)
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()
    for (const file of files.filter((name) => /\.(js|yaml)$/.test(name))) {
      hash.update(`${part}/${file}\0`).update(readFileSync(join(root, file)))
    }
  }
  return hash.digest('hex')
}
