import { execFileSync } from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRun } from '../reports/results/read-results.ts'
import { readPublicKey } from './attestation/keys.ts'
import { LARGEST_SETTINGS, readInputFile } from './input-file.ts'
import { loadCloud } from './openstack/cloud-config/cloud-config.ts'
import { loadSettings } from './settings/load-settings.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-input-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A file of zeros, of which the disk has next to nothing. */
function large(name: string, bytes: number): string {
  const path = join(folder, name)
  writeFileSync(path, '')
  truncateSync(path, bytes)
  return path
}

describe('a file that somebody names', () => {
  it('is read whole up to its bound, and not at all beyond it', () => {
    const path = join(folder, 'just')
    writeFileSync(path, 'x'.repeat(1024))
    expect(readInputFile(path, 1024).toString()).toBe('x'.repeat(1024))
    writeFileSync(path, 'x'.repeat(1025))
    expect(() => readInputFile(path, 1024)).toThrow('larger than 1 KiB')
    writeFileSync(path, '')
    expect(readInputFile(path, 1024)).toHaveLength(0)
  })

  it.skipIf(process.platform === 'win32')('is no device, and a pipe only where one may be', () => {
    expect(() => readInputFile('/dev/zero', 1024)).toThrow('no regular file')
    const pipe = join(folder, 'pipe')
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe])
    expect(() => readInputFile(pipe, 1024)).toThrow('no regular file')
    // Opened for reading and writing, a pipe waits for nobody.
    const held = openSync(pipe, 'r+')
    writeSync(held, 'a key that is longer than it may be')
    expect(() => readInputFile(pipe, 20, { pipe: true })).toThrow('larger than')
    closeSync(held)
  })

  const settings = (path: string) => loadSettings({ file: path, cwd: folder, flags: {} })
  const waivers = (path: string) => loadSettings({ cwd: folder, flags: {}, waivers: path })
  const clouds = (path: string) =>
    loadCloud({ cloud: 'lab', cwd: folder, home: folder, env: { OS_CLIENT_CONFIG_FILE: path } })

  it.each<[string, number, string, (path: string) => unknown]>([
    ['settings', LARGEST_SETTINGS, '1 MiB', settings],
    ['waivers', LARGEST_SETTINGS, '1 MiB', waivers],
    ['clouds', LARGEST_SETTINGS, '1 MiB', clouds],
    ['results', 256 * 2 ** 20, '256 MiB', readRun],
    ['a key', 64 * 1024, '64 KiB', readPublicKey],
  ])('is refused in one line when it is too large for %s', async (name, bound, words, read) => {
    const path = large(`${name}.yaml`, bound + 1)
    const error = await Promise.resolve()
      .then(() => read(path))
      .catch((thrown: unknown) => thrown)
    expect(String(error)).toContain(`${path}`)
    expect(String(error)).toContain(`cannot be read (larger than ${words})`)
    expect(String(error)).not.toContain('\n')
  })
})
