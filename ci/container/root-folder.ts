import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** What of this machine a container has in the place of its base image's own: shell, libraries, certificates. */
const OF_THE_MACHINE = ['/usr', '/bin', '/sbin', '/lib', '/lib64', '/etc']

export interface InsideOptions {
  /** Where the command starts. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Such as `1000:1000`; root without it. */
  readonly user?: string
  /** Folders of this machine, by the path at which they are seen inside; they can be written to. */
  readonly folders?: Readonly<Record<string, string>>
  /** Whether nothing but `folders` and /tmp can be written to. */
  readonly readOnly?: boolean
  readonly timeoutMs?: number
}

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Whether this process may do what {@link inside} does: it is root on Linux, and can make namespaces. */
export function canEnter(): boolean {
  return process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0
}

/**
 * Performs a command in a folder as if it were the root of a machine, in namespaces of its own, which
 * end with it. Of this machine it sees the system's programs and libraries (read-only), but not
 * /usr/local, no home and no file of the project.
 */
export function inside(
  root: string,
  command: readonly string[],
  options: InsideOptions,
): Promise<Outcome> {
  const { cwd, env, user, folders = {}, readOnly = false, timeoutMs = 600_000 } = options
  const script = ['mount --make-rprivate /', `mount --bind "$1" "$1"`, 'cd "$1"']
  if (!existsSync(join(root, 'usr/local'))) mkdirSync(join(root, 'usr/local'), { recursive: true })
  // Ours is put aside before the machine's /usr covers it.
  const local = join(root, '.local')
  for (const path of [
    ...OF_THE_MACHINE,
    '/proc',
    '/dev',
    '/tmp',
    '/.local',
    ...Object.keys(folders),
  ]) {
    mkdirSync(join(root, path), { recursive: true })
  }
  script.push(`mount --bind ./usr/local ${quoted(local)}`)
  if (readOnly)
    script.push('mount -o remount,ro,bind .', `mount -o remount,ro,bind ${quoted(local)}`)
  for (const path of OF_THE_MACHINE.filter((path) => existsSync(path))) {
    script.push(`mount --bind ${path} .${path}`, `mount -o remount,ro,bind .${path}`)
  }
  script.push('mount --bind ./.local ./usr/local', 'mount --rbind /dev ./dev')
  script.push('mount -t proc proc ./proc', 'mount -t tmpfs -o mode=1777 tmpfs ./tmp')
  for (const [path, folder] of Object.entries(folders)) {
    script.push(`mount --bind ${quoted(folder)} ${quoted(`.${path}`)}`)
  }
  script.push('shift', `exec chroot ${user ? `--userspec=${user} --groups= ` : ''}. "$@"`)
  const unshare = ['--mount', '--pid', '--fork', '--kill-child']
  const started = ['sh', '-euc', script.join('\n'), 'sh', root]
  // Inside, so that a folder that is not there is told as a container engine tells it.
  const perform = ['sh', '-c', 'cd "$0" && exec "$@"', cwd, ...command]
  const child = spawn('unshare', [...unshare, ...started, ...perform], {
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
