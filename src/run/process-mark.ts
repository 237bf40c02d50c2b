import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Identifies a process. Its number alone does not, since systems use numbers of ended processes again. */
export interface ProcessMark {
  readonly pid: number
  /** When it began, in the notation of the operating system. */
  readonly start: string
  /** The host, and the container on it, in which the process number is valid. */
  readonly place: string
}

/** The mark of this process. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, start: startOf(process.pid) ?? UNKNOWN, place: ownPlace() }
}

/** Whether the process of a mark still runs; the mark must be of this host and container. */
export function isRunning({ pid, start }: ProcessMark): boolean {
  return startOf(pid) === start
}

export function ownPlace(): string {
  return `${processNamespace()}@${hostname()}`
}

/** The start of a process where the system only says that there is one. */
const UNKNOWN = 'unknown'

/** When the process began; undefined when there is none or it is a zombie. */
function startOf(pid: number): string | undefined {
  return process.platform === 'linux' ? startInProc(pid) : startByPs(pid)
}

function startInProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is the name of the program in parentheses, which may contain any character.
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

/** The process namespace: containers may have the name of their host, but number processes by themselves. */
function processNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? ''
  } catch {
    return ''
  }
}
