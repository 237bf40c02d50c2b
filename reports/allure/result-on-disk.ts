import { readFileSync } from 'node:fs'
import { PathResultFile } from '@allurereport/reader-api'
import { attachmentsIn } from './result-files.ts'

/**
 * A file of Allure results that is read at once. Allure's own opens a stream for each of some
 * thousand small files, which takes half of the time of a page.
 */
export class ResultOnDisk extends PathResultFile {
  #json: unknown
  #attachments: readonly string[] = []

  /** Parsed once, whoever asks. */
  override asJson<T>(): Promise<T> {
    return settled(() => {
      this.#parse()
      return this.#json as T
    })
  }

  /** The names of the files that a result has for attachments. */
  attachments(): readonly string[] {
    this.#parse()
    return this.#attachments
  }

  #parse(): void {
    if (this.#json !== undefined) return
    const text = readFileSync(this.path, 'utf8')
    this.#json = JSON.parse(text)
    this.#attachments = attachmentsIn(text)
  }

  override asUtf8String(): Promise<string> {
    return settled(() => readFileSync(this.path, 'utf8'))
  }

  override asBuffer(): Promise<Buffer> {
    return settled(() => readFileSync(this.path))
  }
}

async function settled<T>(read: () => T): Promise<T> {
  return read()
}
