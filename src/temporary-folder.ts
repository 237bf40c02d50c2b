import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** There is no temporary folder to write to. The message is one line. */
class TemporaryFolderError extends Error {
  override readonly name = 'TemporaryFolderError'
  readonly folder: string
  readonly code: string

  constructor(folder: string, code: string) {
    super(
      `${folder}: is no temporary folder to write to (${code}): make room, or name another in TMPDIR`,
    )
    this.folder = folder
    this.code = code
  }
}

/** Makes a folder that its caller removes. Throws {@link TemporaryFolderError}. */
export function temporaryFolder(prefix: string): string {
  const folder = tmpdir()
  try {
    return mkdtempSync(join(folder, prefix))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
    throw new TemporaryFolderError(folder, code)
  }
}
