import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AttestationError } from './attestation-error.ts'

/** Makes a folder that its caller removes. Throws {@link AttestationError} where there can be none. */
export function temporaryFolder(prefix: string): string {
  const folder = tmpdir()
  try {
    return mkdtempSync(join(folder, prefix))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
    throw new AttestationError(
      folder,
      `is no temporary folder to write to (${code}): make room, or name another in TMPDIR`,
    )
  }
}
