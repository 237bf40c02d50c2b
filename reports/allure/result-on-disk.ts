import { readFileSync } from 'node:fs'
import { PathResultFile } from '@allurereport/reader-api'

/**
 * A file of Allure results that is read in one step. Allure opens a stream for each of some
 * thousand small files, which takes half of the time of a page.
 */
export class ResultOnDisk extends PathResultFile {
  #json: unknown

  /** Parsed once, for all readers. */
  override asJson<T>(): Promise<T> {
    return settled(() => {
      this.#parse()
      return this.#json as T
    })
  }

  #parse(): void {
    if (this.#json !== undefined) return
    this.#json = JSON.parse(readFileSync(this.path, 'utf8'))
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
