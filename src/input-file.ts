import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'

export const MIB = 2 ** 20

/** What settings, waivers and clouds files may have: no person has written more. */
export const LARGEST_SETTINGS = 1 * MIB

/** A file that somebody named is not one to read whole. `code` stands where the system's would. */
class InputFileError extends Error {
  override readonly name = 'InputFileError'
  readonly path: string
  readonly code: string

  constructor(path: string, code: string) {
    super(`${path}: ${code}`)
    this.path = path
    this.code = code
  }
}

/**
 * Reads a file that somebody named, of at most `largest` bytes; no folder and no device, and a pipe
 * only where `pipe` says so. Throws {@link InputFileError}, or what the system says.
 */
export function readInputFile(path: string, largest: number, { pipe = false } = {}): Buffer {
  // Before it is opened: to open a pipe into which nobody writes takes for ever.
  const named = statSync(path)
  if (!named.isFile() && !(pipe && named.isFIFO())) {
    throw new InputFileError(path, named.isDirectory() ? 'EISDIR' : 'no regular file')
  }
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const pieces: Buffer[] = []
    let length = 0
    for (;;) {
      if (Math.max(size, length) > largest) {
        throw new InputFileError(path, `larger than ${inUnits(largest)}`)
      }
      const piece = Buffer.allocUnsafe(Math.max(1, size - length, pieces.length === 0 ? 0 : 4096))
      const count = readSync(file, piece)
      if (count === 0) return Buffer.concat(pieces, length)
      pieces.push(piece.subarray(0, count))
      length += count
    }
  } finally {
    closeSync(file)
  }
}

function inUnits(bytes: number): string {
  return bytes < MIB ? `${bytes / 1024} KiB` : `${bytes / MIB} MiB`
}
