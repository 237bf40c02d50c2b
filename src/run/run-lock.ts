import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, ownMark, ownPlace, type ProcessMark } from './process-mark.ts'
import { RunLockError } from './run-lock-error.ts'

/** How often a process touches its lock for other hosts, and the age at which these ignore it, in ms. */
const TOUCH_EVERY_MS = 10_000
const LOST_AFTER_MS = 60_000
/** How long to wait for processes that came at the same time to give up, and how often to look, in ms. */
const PATIENCE_MS = 500
const LOOK_EVERY_MS = 20

/** `.lock.<pid>.<start>.<place>`. The facts are in the name, because a file appears with its full name at once. */
const NAME = /^\.lock\.(\d+)\.([^.]+)\.(.+)$/

/** Whether a file of that name in the folder of a run is the lock of a process. */
export const isLockName = (name: string): boolean => NAME.test(name)

/**
 * Lets one process at a time work in the folder of a run. Each process creates a file with a unique
 * name there, then looks for files of others: of two processes, at least the later one sees the other.
 * The lock of a process that has ended counts no more. For processes of this host the system says
 * whether they run; those of other hosts that share the folder touch their files regularly.
 */
export class RunLock {
  readonly #file: string
  readonly #touching: NodeJS.Timeout
  readonly #atExit = (): void => rmSync(this.#file, { force: true })

  private constructor(file: string) {
    this.#file = file
    this.#touching = setInterval(() => touch(file), TOUCH_EVERY_MS).unref()
    process.on('exit', this.#atExit)
  }

  /** Throws {@link RunLockError} when another process has it. */
  static async take(folder: string): Promise<RunLock> {
    const name = nameOf(ownMark())
    const file = join(folder, name)
    put(folder, file)
    const lock = new RunLock(file)
    const end = performance.now() + PATIENCE_MS
    try {
      for (;;) {
        const others = othersIn(folder, name)
        const [holder] = others
        if (holder === undefined) return lock
        // Of processes that came at the same time, the one with the first name waits; the others give up.
        const mayWait = others.every((other) => other.name > name)
        if (!mayWait || performance.now() > end) throw heldBy(folder, holder)
        await sleep(LOOK_EVERY_MS)
      }
    } catch (error) {
      lock.release()
      throw error
    }
  }

  release(): void {
    clearInterval(this.#touching)
    process.off('exit', this.#atExit)
    this.#atExit()
  }
}

/** Does the work while the folder of a run is locked. Throws {@link RunLockError} if it is locked already. */
export async function whileAlone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = await RunLock.take(folder)
  try {
    return await work()
  } finally {
    lock.release()
  }
}

function put(folder: string, file: string): void {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
    if (code === 'EEXIST') throw heldBy(folder, ownMark())
    throw new RunLockError(folder, `cannot be locked (${code}): it has to be writable`)
  }
}

/** The other processes that have a lock in the folder; locks of processes that have ended are removed. */
function othersIn(folder: string, own: string): (ProcessMark & { readonly name: string })[] {
  touch(join(folder, own))
  const now = modified(join(folder, own)) ?? Date.now()
  return readdirSync(folder).flatMap((name) => {
    const mark = markIn(name)
    if (mark === undefined || name === own) return []
    const at = modified(join(folder, name))
    if (at === undefined) return []
    const holds = mark.place === ownPlace() ? isRunning(mark) : now - at < LOST_AFTER_MS
    if (!holds) rmSync(join(folder, name), { force: true })
    return holds ? [{ ...mark, name }] : []
  })
}

function heldBy(folder: string, { pid, place }: ProcessMark): RunLockError {
  const isHere = place === ownPlace()
  const where = isHere ? '' : ` on ${place.slice(place.indexOf('@') + 1)}`
  const after = isHere ? '' : `; a minute after it was killed there, it counts as ended`
  const problem = `another attest, process ${pid}${where}, is at work there: wait until it has ended${after}`
  return new RunLockError(folder, problem, pid)
}

function nameOf({ pid, start, place }: ProcessMark): string {
  return `.lock.${pid}.${start}.${encodeURIComponent(place)}`
}

function markIn(name: string): ProcessMark | undefined {
  const [, pid, start = '', place = ''] = NAME.exec(name) ?? []
  if (pid === undefined) return undefined
  try {
    return { pid: Number(pid), start, place: decodeURIComponent(place) }
  } catch {
    return undefined
  }
}

function touch(file: string): void {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch {
    // The folder or the lock was removed, by hand or by a process that took this one for ended.
  }
}

function modified(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs
}
