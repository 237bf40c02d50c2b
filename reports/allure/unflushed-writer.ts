import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestResult } from 'allure-js-commons'
import { FileSystemWriter } from 'allure-js-commons/sdk/reporter'
import { knownSecrets } from '../../src/redaction/known-secrets.ts'

/**
 * Writes Allure results without waiting for the disk after each of some thousand files: after a
 * power failure they can be rendered again from the journal. A result is written after its
 * attachments, and never visible before it is complete.
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
