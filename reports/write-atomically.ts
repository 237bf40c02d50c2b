import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** The content of a file: whole, or piece by piece where it may be too much to hold. */
export type Content = string | Uint8Array | Iterable<string>

/** Writes a file so that a reader sees the old one or the new one and nothing in between. */
export async function writeAtomically(file: string, content: Content): Promise<void> {
  const directory = dirname(file)
  await mkdir(directory, { recursive: true })
  const unfinished = join(directory, `.${basename(file)}.${process.pid}.tmp`)
  try {
    const handle = await open(unfinished, 'w')
    try {
      for (const part of parts(content)) await handle.writeFile(part)
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Characters that are written at a time. */
const PART = 1 << 18

function* parts(content: Content): Generator<string | Uint8Array> {
  if (typeof content === 'string' || content instanceof Uint8Array) {
    yield content
    return
  }
  let part = ''
  for (const piece of content) {
    part += piece
    if (part.length < PART) continue
    yield part
    part = ''
  }
  yield part
}
