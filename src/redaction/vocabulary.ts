import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import { COMMON_WORDS } from './common-words.ts'
import { lowerCase } from './lower-case.ts'
import { hashOf, nextHash, WINDOW, WindowFilter } from './windows.ts'

/** A public text. A piece of a secret that occurs in it, such as `attachme`, need not be removed. */
export class Vocabulary {
  readonly #text: string
  readonly #filter = new WindowFilter(22)

  constructor(text: string) {
    this.#text = lowerCase(text)
    let hash = 0
    for (let at = 0; at < this.#text.length; at += 1) {
      hash = nextHash(hash, this.#text.charCodeAt(at))
      if (at >= WINDOW - 1) this.#filter.add(hash)
    }
  }

  /** Whether the text contains a window (eight characters in lower case). */
  has(window: string): boolean {
    return this.#filter.mayHave(hashOf(window)) && this.#text.includes(window)
  }
}

/** The vocabulary of requests, answers and reports: the API documents, and {@link COMMON_WORDS}. */
export function vocabularyOfDocuments(): Vocabulary {
  const folder = join(packageRoot, 'specs')
  const documents = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  return new Vocabulary([...documents, COMMON_WORDS].join('\n'))
}
