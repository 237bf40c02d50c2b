import { execFileSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packageVersion } from '../../src/package-root.ts'
import type { Image } from './build-image.ts'
import { ownImage } from './own-image.ts'
import { canEnter, type InsideOptions, inside, type Outcome } from './root-folder.ts'

// No daemon is needed: the steps of the Dockerfile are performed in folders. Where that cannot be done
// (it takes root on Linux), the tests are passed over; `.ci/run` is root.
const RESULTS = z.object({ verdict: z.string(), counts: z.object({ passed: z.int() }) })

describe.skipIf(!canEnter())('the container image', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-image-'))
  let image: Image

  beforeAll(async () => {
    image = await ownImage(folder)
    // A minute on a machine of its own.
  }, 900_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Starts a container of the image, with a fresh volume, and a root that cannot be written to. */
  function start(words: readonly string[], more: Partial<InsideOptions> = {}) {
    const { root, entrypoint, command, user, workdir, env, volumes } = image
    const volume = join(folder, 'volume')
    mkdirSync(volume, { recursive: true })
    chownSync(volume, 1000, 1000)
    const mounts = volumes.map((path) => ({ folder: volume, path }))
    const started = [...entrypoint, ...(words.length > 0 ? words : command)]
    const given = { cwd: workdir, env: { HOME: '/', ...env }, user, mounts }
    return inside(root, started, { ...given, readOnly: true, ...more })
  }
  const said = ({ stdout, stderr }: Outcome) => stdout + stderr

  it('prints the help when nothing is asked of it, and its version', async () => {
    const help = await start([])
    expect(help.code, said(help)).toBe(0)
    expect(help.stdout).toContain('attest doctor --cloud lab')
    expect((await start(['--version'])).stdout).toBe(`${packageVersion}\n`)
  })

  it('runs as user 1000, and can write to /work and /tmp only', async () => {
    const { root, user } = image
    expect(user).toBe('1000:1000')
    const script =
      'id -u; for d in / /opt/attest /usr/local/bin /work /tmp; do touch $d/x && echo $d; done'
    for (const readOnly of [true, false]) {
      const shell = await inside(root, ['sh', '-c', script], {
        ...{ cwd: '/', env: {}, user, readOnly },
        mounts: [{ folder: join(folder, 'volume'), path: '/work' }],
      })
      expect(shell.stdout.trimEnd().split('\n')).toEqual(['1000', '/work', '/tmp'])
    }
  })

  it('tests the embedded reference cloud', async () => {
    const run = await start(['run', '--quick', '--out', '/work/run'])
    expect(run.code, said(run)).toBe(0)
    expect(run.stderr).not.toMatch(/Warning/)
    const results: unknown = JSON.parse(
      readFileSync(join(folder, 'volume/run/results.json'), 'utf8'),
    )
    expect(RESULTS.parse(results).verdict).toBe('conformant')
  })

  it('has no compiler, no tests and nothing of npm, and is small', () => {
    const inImage = (path: string) => join(image.root, path)
    const own = readdirSync(inImage('opt/attest/dist'), { recursive: true, encoding: 'utf8' })
    expect(own.length).toBeGreaterThan(500)
    expect(own.filter((path) => /\.(test|program|robust)\.js$|\.map$/.test(path))).toEqual([])
    const gone = ['opt/attest/node_modules/typescript', 'usr/local/bin/npm', 'usr/local/bin/npx']
    expect(gone.filter((path) => existsSync(inImage(path)))).toEqual([])
    expect(sizeOf(inImage('opt/attest/dist'))).toBeLessThan(12)
    expect(sizeOf(inImage('opt/attest/node_modules'))).toBeLessThan(150)
  })
})

/** In MiB. */
function sizeOf(folder: string): number {
  return Number(execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0])
}
