import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** What of this machine a container has in the place of its base image's own: programs and libraries. */
const OF_THE_MACHINE = ['/usr', '/bin', '/sbin', '/lib', '/lib64', '/etc/ssl', '/etc/alternatives']
const FILES_OF_THE_MACHINE = ['/etc/passwd', '/etc/group', '/etc/hosts', '/etc/resolv.conf']

/** A folder of this machine that a container sees. */
export interface Mount {
  readonly folder: string
  /** Where it is seen. */
  readonly path: string
  readonly readOnly?: boolean
}

export interface InsideOptions {
  /** Where the command starts. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Such as `1000:1000`; root without it. */
  readonly user?: string
  readonly mounts?: readonly Mount[]
  /** Whether nothing but mounts and /tmp can be written to. */
  readonly readOnly?: boolean
}

export interface Outcome {
  /** null after a signal. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Container {
  readonly ended: Promise<Outcome>
  /** Ends all processes of the container at once, as the kernel does when a node is lost. */
  readonly kill: () => void
}

/** Whether this process may do what {@link startInside} does: it is root on Linux, and can make namespaces. */
export function canEnter(): boolean {
  return process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0
}

/** {@link startInside}, and waits for its end. */
export function inside(
  root: string,
  command: readonly string[],
  options: InsideOptions,
): Promise<Outcome> {
  return startInside(root, command, options).ended
}

/**
 * Starts a command in a folder as if it were the root of a machine, in namespaces of its own, which
 * end with it. Of this machine it sees the system's programs and libraries (read-only) and the network,
 * but not /usr/local, no home and no file of the project.
 */
export function startInside(
  root: string,
  command: readonly string[],
  options: InsideOptions,
): Container {
  makePlaces(root, options)
  const { cwd, env, user } = options
  // Inside, so that a folder that is not there is told as a container engine tells it.
  const perform = ['sh', '-c', 'cd "$0" && exec "$@"', cwd, ...command]
  const chroot = ['chroot', ...(user === undefined ? [] : [`--userspec=${user}`, '--groups=']), '.']
  const script = [...mountLines(options), 'exec "$@"'].join('\n')
  const child = spawn(
    'unshare',
    [
      ...['--mount', '--pid', '--fork', '--kill-child'],
      ...['sh', '-euc', script, root, ...chroot, ...perform],
    ],
    {
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk
  })
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
  return { ended, kill: () => void child.kill('SIGKILL') }
}

function makePlaces(root: string, { mounts = [] }: InsideOptions): void {
  const places = [...OF_THE_MACHINE, '/usr/local', '/.local', '/proc', '/dev', '/tmp']
  for (const path of [...places, ...mounts.map((mount) => mount.path)]) {
    mkdirSync(join(root, path), { recursive: true })
  }
  for (const path of FILES_OF_THE_MACHINE) {
    if (existsSync(path)) copyFileSync(path, join(root, path))
  }
}

/** What a shell, whose $0 is the root folder, does before it enters that folder. */
function mountLines({ mounts = [], readOnly = false }: InsideOptions): string[] {
  const closed = (path: string) => `mount -o remount,ro,bind ${quoted(path)}`
  return [
    'mount --make-rprivate /',
    'mount --bind "$0" "$0"',
    'cd "$0"',
    // Put aside before the machine's /usr covers it.
    'mount --bind ./usr/local ./.local',
    ...(readOnly ? [closed('.'), closed('./.local')] : []),
    ...OF_THE_MACHINE.filter((path) => existsSync(path)).flatMap((path) => [
      `mount --bind ${path} .${path}`,
      closed(`.${path}`),
    ]),
    'mount --bind ./.local ./usr/local',
    'mount --rbind /dev ./dev',
    'mount -t proc proc ./proc',
    'mount -t tmpfs -o mode=1777 tmpfs ./tmp',
    ...mounts.flatMap(({ folder, path, readOnly: isClosed = false }) => [
      `mount --bind ${quoted(folder)} ${quoted(`.${path}`)}`,
      ...(isClosed ? [closed(`.${path}`)] : []),
    ]),
  ]
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
