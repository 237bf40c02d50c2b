import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Writes a file so that a reader sees the old one or the new one and nothing in between. */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const directory = dirname(file)
  await mkdir(directory, { recursive: true })
  const unfinished = join(directory, `.${basename(file)}.${process.pid}.tmp`)
  try {
    await writeFile(unfinished, content)
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}
