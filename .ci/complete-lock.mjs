// Adds to package-lock.json the platform packages that the registry at hand does not carry, and to each
// entry that has none the digest of what is to be installed, as the registry tells it.
// `npm ci` refuses a lock without them, although it would never install them on this machine.
// Run it after `npm install` where a mirror leaves other platforms out: node .ci/complete-lock.mjs
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
let added = 0
for (const owner of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`
    if (lock.packages[place] !== undefined) continue
    const words = name.split(/[/-]/)
    const os = SYSTEMS.filter((system) => words.includes(system))
    const cpu = PROCESSORS.filter((processor) => words.some((word) => word === processor))
    if (os.length === 0 && cpu.length === 0) continue
    const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : undefined
    const dev = owner.dev === true ? { dev: true } : {}
    lock.packages[place] = {
      version,
      ...(cpu.length > 0 && { cpu }),
      ...dev,
      optional: true,
      ...(os.length > 0 && { os }),
      ...(libc && { libc }),
    }
    added += 1
  }
}
let asked = 0
for (const [place, entry] of Object.entries(lock.packages)) {
  // The package itself, its workspaces and the links to them are folders of this repository.
  const isFolder = !place.includes('node_modules/') || entry.link === true
  if (isFolder || entry.integrity !== undefined) continue
  const name =
    entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const wanted = [`${name}@${entry.version}`, 'dist.integrity']
  const integrity = execFileSync('npm', ['view', ...wanted], { encoding: 'utf8' }).trim()
  if (!integrity.startsWith('sha512-')) throw new Error(`${wanted[0]}: the registry has no digest`)
  // In the place that npm gives it.
  const { version, ...rest } = entry
  lock.packages[place] = { version, integrity, ...rest }
  asked += 1
}
// The order of npm, so that nothing moves that has not changed.
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
lock.packages = Object.fromEntries(sorted)
writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`)
process.stdout.write(`${added} packages added, ${asked} digests asked for\n`)
