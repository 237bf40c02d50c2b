import { readFileSync } from 'node:fs'
import { PathResultFile } from '@allurereport/reader-api'

/**
 * A file of Allure results that is read in one step. Allure opens a stream for each of some
 * thousand small files, which takes half of the time of a page.
 */
export class ResultOnDisk extends PathResultFile {
  #json: unknown

  /** Parsed once, for all readers. */
  override async asJson<T>(): Promise<T> {
    this.#json ??= JSON.parse(readFileSync(this.path, 'utf8'))
    return this.#json as T
  }

  override async asUtf8String(): Promise<string> {
    return readFileSync(this.path, 'utf8')
  }

  override async asBuffer(): Promise<Buffer> {
    return readFileSync(this.path)
  }
}
