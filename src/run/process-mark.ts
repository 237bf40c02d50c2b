import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** What tells a process from all others: its number there is given again when it has ended. */
export interface ProcessMark {
  readonly pid: number
  /** When it began, in whatever way the system says it. */
  readonly start: string
  /** Where numbers of processes are of the same processes: the host, and the container on it. */
  readonly place: string
}

/** The mark of this process. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, start: startOf(process.pid) ?? UNKNOWN, place: ownPlace() }
}

/** Whether the process of the mark, which is of this place, still runs. */
export function isRunning({ pid, start }: ProcessMark): boolean {
  return startOf(pid) === start
}

export function ownPlace(): string {
  return `${processNamespace()}@${hostname()}`
}

/** Where the system tells no more than that there is a process. */
const UNKNOWN = 'unknown'

/** When the process began; undefined when there is none, or it has ended and is only remembered. */
function startOf(pid: number): string | undefined {
  return process.platform === 'linux' ? startInProc(pid) : startByPs(pid)
}

function startInProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name of the program stands before, in parentheses, and may hold anything.
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' || state === 'X' ? undefined : fields[18]
  } catch {
    return undefined
  }
}

function startByPs(pid: number): string | undefined {
  const args = ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)]
  const { status, stdout, error } = spawnSync('ps', args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  })
  if (error !== undefined) return isThere(pid) ? UNKNOWN : undefined
  const [state = 'Z', ...start] = stdout.trim().split(/\s+/)
  return status !== 0 || state.startsWith('Z') ? undefined : start.join('-').replaceAll(':', '-')
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Containers may have the name of their host, and numbers of their own. */
function processNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? ''
  } catch {
    return ''
  }
}
