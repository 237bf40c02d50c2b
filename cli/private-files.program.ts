import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ALL_PERSONAS, type CloudProcess, PROGRAM, startCloud } from './robust/program.ts'

const PROFILE = 'block-storage-3.70..3.70'
const SCOPE = ['--requirement', 'compute.show:200:*', '--microversions', 'edges']

describe.skipIf(process.platform === 'win32')(
  'only the owner can read files, whatever the umask',
  () => {
    let folder = ''
    let cloud: CloudProcess
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'attest-private-'))
      mkdirSync(join(folder, 'work'))
      mkdirSync(join(folder, 'temporary'))
      cloud = await startCloud(folder)
    })
    afterEach(async () => {
      await cloud.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    /** Runs the program in `work`, through a shell command around it; its exit code. */
    function attest(umask: string, args: readonly string[], how = 'exec "$@"'): number | null {
      const script = `umask ${umask}; ${how}`
      const { status } = spawnSync('sh', ['-c', script, 'sh', process.execPath, PROGRAM, ...args], {
        cwd: join(folder, 'work'),
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          TMPDIR: join(folder, 'temporary'),
          OS_CLIENT_CONFIG_FILE: cloud.cloudsFile,
        },
      })
      return status
    }

    /** The permissions of others on everything below a folder, one line each. */
    function openToOthers(...within: string[]): string[] {
      const top = join(folder, ...within)
      const names = ['', ...readdirSync(top, { recursive: true, encoding: 'utf8' })]
      const open = names.flatMap((name) => {
        const status = lstatSync(join(top, name))
        // The permissions of a link are those of its target.
        if (status.isSymbolicLink()) return []
        const right = status.isDirectory() ? 0o700 : 0o600
        const mode = status.mode & 0o7777
        return mode === right ? [] : [`${mode.toString(8)} ${name}`]
      })
      return open.slice(0, 20)
    }

    test.each(['000', '022', '277'])(
      'what a run, its reports, its certificate and its signatures leave (umask %s)',
      (umask) => {
        const key = join(folder, 'key.pem')
        const trust = join(folder, 'key.pub')
        const { privateKey, publicKey } = generateKeyPairSync('ed25519')
        writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }))
        writeFileSync(trust, publicKey.export({ type: 'spki', format: 'pem' }))
        // Created by the user, with usual permissions.
        const given = join(folder, 'work', 'given')
        mkdirSync(given)
        chmodSync(given, 0o755)
        const bundle = join(given, 'certificate.attest.zip')

        const certify = ['certify', '--cloud', 'reference', ...ALL_PERSONAS, '--profile', PROFILE]
        expect(attest(umask, [...certify, '--key', key, '--out', given])).toBe(0)
        expect(openToOthers('work', 'given')).toEqual([])
        chmodSync(bundle, 0o644)
        expect(attest(umask, ['sign', bundle, '--key', key, '--trust', trust])).toBe(0)
        expect(attest(umask, ['report', given])).toBe(0)
        expect(openToOthers('work', 'given')).toEqual([])
        for (const name of ['exchanges.har', 'badge.svg', 'allure-report/index.html']) {
          expect(existsSync(join(given, name))).toBe(true)
        }

        for (const part of [1, 2]) {
          const shard = ['--shard', `${part}/2`, '--out', `parts/${part}`]
          expect([0, 3]).toContain(attest(umask, ['run', ...ALL_PERSONAS, ...SCOPE, ...shard]))
        }
        expect(attest(umask, ['merge', 'parts/1', 'parts/2', '--out', 'merged'])).toBe(0)
        expect(openToOthers('work', 'parts')).toEqual([])
        expect(openToOthers('work', 'merged')).toEqual([])
        expect(openToOthers('temporary')).toEqual(['755 '])
      },
    )

    test('what a killed run leaves, and what is made of it later', () => {
      const killed = `"$@" & until grep -qs case-finished left/journal.ndjson; do sleep 0.1; done
      kill -9 $!; wait $!`
      expect(attest('000', ['run', '--quick', '--out', 'left'], killed)).toBe(128 + 9)
      expect(openToOthers('work')).toEqual(['755 '])
      // It has the passwords of the embedded cloud.
      expect(readdirSync(join(folder, 'temporary'), { recursive: true }).join()).toContain('clouds')
      expect(openToOthers('temporary')).toEqual(['755 '])

      // With the permissions that an archive or an artifact restores.
      const copied = join(folder, 'work', 'copied')
      cpSync(join(folder, 'work', 'left', 'journal.ndjson'), join(copied, 'journal.ndjson'))
      chmodSync(copied, 0o755)
      chmodSync(join(copied, 'journal.ndjson'), 0o644)
      expect(attest('000', ['report', 'copied'])).toBe(130)
      expect(attest('000', ['resume', 'left'])).toBe(0)
      expect(attest('000', ['run', ...SCOPE])).toBe(0)
      expect(openToOthers('work')).toEqual(['755 '])
    })
  },
)
