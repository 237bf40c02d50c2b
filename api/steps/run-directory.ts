import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { allureResultsOf } from '../../reports/allure/results-place.ts'
import { isLockName, RunLock } from '../../src/run/run-lock.ts'

/** The folder of a run, and its paths to which the run itself writes. */
export interface RunDirectory {
  readonly run: string
  readonly path: string
  readonly journal: string
  readonly allureResults: string
}

/** Where the journal of a run is kept that began again in the same folder. */
const BEGINNING = /^began-as-[\w-]+$/

/** The folder of a run cannot be created or found. */
class RunDirectoryError extends Error {
  override readonly name = 'RunDirectoryError'
  readonly path: string

  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`)
    this.path = path
  }
}

/**
 * Creates the folder of a new run, and locks it: `out` if it is given, else a new one in the folder
 * of runs. Only the owner may read it, even if it existed before. Throws RunDirectoryError, and
 * RunLockError when another process has the lock.
 */
export async function createRunDirectory(
  out: string | undefined,
  runs: string,
): Promise<RunDirectory & { readonly lock: RunLock }> {
  const run = newRunId()
  const path = resolve(out ?? join(runs, run))
  try {
    makeFolder(path)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
    throw new RunDirectoryError(path, `cannot be made (${reason}); give --out another folder`)
  }
  const lock = await RunLock.take(path)
  try {
    if (!readdirSync(path).every((name) => isLockName(name) || BEGINNING.test(name))) {
      throw new RunDirectoryError(path, 'the folder is not empty; give --out a new or empty one')
    }
    closeToOthers(path, 0o700)
    return { ...placesIn(path, run), lock }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * Node's own recursive mkdir never ends where the system has a folder but creates nothing in it.
 */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  const above = dirname(path)
  if (!existsSync(above)) makeFolder(above)
  try {
    mkdirSync(path)
  } catch (error) {
    // Another run may have created it in the meantime.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}

/**
 * Keeps the journal of a run that begins again, and returns its folder. Where the user has named the folder
 * of the run, this is one below it.
 */
export function keepBeginning(
  { journal, allureResults, path, run }: RunDirectory,
  { isNamed }: { readonly isNamed: boolean },
): string {
  rmSync(allureResults, { recursive: true, force: true })
  if (!isNamed) return path
  const kept = join(path, `began-as-${run}`)
  mkdirSync(kept, { mode: 0o700 })
  renameSync(journal, placesIn(kept, run).journal)
  return kept
}

/** The existing folder of a run, by its path, that of its journal, or a link to one. */
export function findRunDirectory(named: string): RunDirectory {
  const path = resolve(named)
  const folder = basename(path) === 'journal.ndjson' ? resolve(path, '..') : path
  if (!existsSync(join(folder, 'journal.ndjson'))) {
    throw new RunDirectoryError(
      named,
      'no journal.ndjson there; name the folder of a run, such as reports/latest',
    )
  }
  const real = realpathSync(folder)
  return placesIn(real, basename(real))
}

/**
 * The existing folder of a run, for writing into it: its permissions are restricted again, because
 * an archive or an artifact may not have kept them.
 */
export function openRunDirectory(named: string): RunDirectory {
  const directory = findRunDirectory(named)
  closeToOthers(directory.path, 0o700)
  closeToOthers(directory.journal, 0o600)
  return directory
}

/** Removes the permissions of others, if there are any. */
export function closeToOthers(path: string, mode: number): void {
  if ((statSync(path).mode & 0o077) === 0) return
  try {
    chmodSync(path, mode)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
    throw new RunDirectoryError(
      path,
      `others may read it, and that cannot be changed (${reason}); use a folder of your own`,
    )
  }
}

function placesIn(path: string, run: string): RunDirectory {
  return {
    run,
    path,
    journal: join(path, 'journal.ndjson'),
    allureResults: allureResultsOf(path),
  }
}

/** Sorts by time, and differs for runs that begin in the same second. */
function newRunId(): string {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  return `${time.slice(0, 8)}-${time.slice(8)}-${randomBytes(2).toString('hex')}`
}
