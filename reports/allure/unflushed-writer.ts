import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestResult } from 'allure-js-commons'
import { FileSystemWriter } from 'allure-js-commons/sdk/reporter'
import { knownSecrets } from '../../src/redaction/known-secrets.ts'

/**
 * Writes Allure results without waiting for the disk after each of some thousand files: what a
 * power cut takes is rendered again from the journal. A result comes after all that it names
 * and is never seen half-written.
 */
export class UnflushedWriter extends FileSystemWriter {
  readonly #directory: string

  constructor(resultsDir: string) {
    super({ resultsDir })
    this.#directory = resultsDir
    mkdirSync(resultsDir, { recursive: true })
  }

  override writeAttachment(name: string, content: Buffer): void {
    writeFileSync(join(this.#directory, name), knownSecrets.clean(content.toString('utf8')))
  }

  override writeResult(result: TestResult): void {
    const file = join(this.#directory, `${result.uuid}-result.json`)
    writeFileSync(`${file}.tmp`, knownSecrets.clean(JSON.stringify(result)))
    renameSync(`${file}.tmp`, file)
  }
}
