import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { knownSecrets } from '../../src/redaction/known-secrets.ts'
import { FileWriteError } from './file-write-error.ts'

/** The content of a file: whole, or in pieces where it may be too large for the memory. */
export type Content = string | Uint8Array | Iterable<string | Uint8Array>

/**
 * Writes a file, readable by its owner only, so that readers see either the old content or the new
 * one. Secrets that this process knows are removed. Throws {@link FileWriteError}.
 */
export async function writeAtomically(file: string, content: Content): Promise<void> {
  const directory = dirname(file)
  const unfinished = join(directory, `.${basename(file)}.${process.pid}.tmp`)
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const handle = await open(unfinished, 'w', 0o600)
    try {
      if (content instanceof Uint8Array) await handle.writeFile(content)
      else if (typeof content === 'string') await handle.writeFile(knownSecrets.clean(content))
      else await writePieces(handle, content)
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error
    throw new FileWriteError(file, String(error.code), error)
  }
}

/** Bytes per write. */
const BLOCK = 1 << 18
/** The most bytes of a UTF-16 unit in UTF-8. */
const WIDEST = 3

// One buffer for the whole file: a new one for each block would fragment the memory.
async function writePieces(
  handle: FileHandle,
  pieces: Iterable<string | Uint8Array>,
): Promise<void> {
  const block = Buffer.allocUnsafeSlow(BLOCK)
  let filled = 0
  for (const given of pieces) {
    const piece = typeof given === 'string' ? knownSecrets.clean(given) : given
    if (typeof piece !== 'string' || filled + piece.length * WIDEST > BLOCK) {
      await handle.write(block, 0, filled)
      filled = 0
    }
    if (typeof piece !== 'string' || piece.length * WIDEST > BLOCK) await handle.writeFile(piece)
    else filled += block.write(piece, filled)
  }
  await handle.write(block, 0, filled)
}
