import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, ownMark, ownPlace, type ProcessMark } from './process-mark.ts'
import { RunLockError } from './run-lock-error.ts'

/** How often a process shows to other hosts that it still has its lock, and when it has lost it, in ms. */
const TOUCH_EVERY_MS = 10_000
const LOST_AFTER_MS = 60_000
/** How long it is waited for others that may give way, and how often it is looked, in ms. */
const PATIENCE_MS = 500
const LOOK_EVERY_MS = 20

/** `.lock.<pid>.<start>.<place>`: all that matters is in the name, which is there at once or not at all. */
const NAME = /^\.lock\.(\d+)\.([^.]+)\.(.+)$/

/** Whether a file of that name in the folder of a run is the lock of a process. */
export const isLockName = (name: string): boolean => NAME.test(name)

/**
 * Only one process at a time works in the folder of a run. Each that wants to puts a file there that
 * has the name of no other's, then looks whether another one has: of two, the later one sees the
 * other. A process that has ended, in whatever way, holds nothing. That is known of those on this
 * host; those on others, which share the folder, touch their files.
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
        // Of those who come at the same time, the first by name waits for the others to give way.
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

/** Does the work with the folder of a run locked. Throws {@link RunLockError} instead when it is. */
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

/** The processes that have a lock there, too; those that have ended lose it. */
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
    // The folder was taken away, or this process was taken for ended: nothing that can be mended.
  }
}

function modified(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs
}
