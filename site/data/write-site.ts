import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FileWriteError } from '../../reports/files/file-write-error.ts'
import { type Files, INDEX } from './store.ts'

/** Folders whose files are all made by a build: what it does not make is of an earlier one. */
const MADE = ['assets', 'badges', 'compare', 'errata', 'evidence', 'promises', 'targets']

const STAGE = '.new'

/**
 * Writes the files of a site: first all of them aside, then each into its place, the index last. A
 * failure before that leaves the site as it was; one after it is repaired by the next build. A file
 * that is there already with the same content is not written; those in `kept` stay as they are. Throws FileWriteError.
 */
export async function writeSite(
  folder: string,
  files: Files,
  kept: ReadonlySet<string>,
): Promise<void> {
  const stage = join(folder, STAGE)
  const changed = [...files].filter(([name, content]) => !isThere(join(folder, name), content))
  try {
    await rm(stage, { recursive: true, force: true })
    for (const [name, content] of changed) {
      const file = join(stage, name)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, content)
    }
    const last = changed.toSorted(([a], [b]) => Number(a === INDEX) - Number(b === INDEX))
    for (const [name] of last) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await rename(join(stage, name), join(folder, name))
    }
    for (const name of outdated(folder, files, kept)) await rm(join(folder, name))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error
    throw new FileWriteError(folder, String(error.code), error)
  } finally {
    await rm(stage, { recursive: true, force: true })
  }
}

function isThere(file: string, content: string | Buffer): boolean {
  if (!existsSync(file)) return false
  return readFileSync(file).equals(Buffer.from(content))
}

function outdated(folder: string, files: Files, kept: ReadonlySet<string>): string[] {
  return MADE.filter((name) => existsSync(join(folder, name))).flatMap((name) =>
    readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .filter((path) => !files.has(path) && !kept.has(path)),
  )
}
