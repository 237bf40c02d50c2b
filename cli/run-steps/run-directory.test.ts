import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  closeToOthers,
  createRunDirectory,
  findRunDirectory,
  openRunDirectory,
} from './run-directory.ts'

describe.skipIf(process.platform === 'win32')('the folder of a run', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attest-run-directory-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

  it('is for its owner only, whether it is made or was there', async () => {
    const given = join(folder, 'given')
    mkdirSync(given)
    chmodSync(given, 0o777)

    for (const made of [
      await createRunDirectory(given, 'unused'),
      await createRunDirectory(undefined, join(folder, 'runs')),
    ]) {
      expect(modeOf(made.path)).toBe('700')
      made.lock.release()
    }
  })

  it.runIf(existsSync('/proc/self'))('is refused where the system makes none', async () => {
    await expect(createRunDirectory('/proc/self/runs/run', 'unused')).rejects.toThrow(
      /cannot be made \(ENOENT\)/,
    )
    await expect(createRunDirectory(join(folder, 'a', 'b', 'c'), 'unused')).resolves.toBeDefined()
  })

  it('is not made by two at the same time, nor of one that is not empty', async () => {
    const { lock, journal } = await createRunDirectory(folder, 'unused')
    await expect(createRunDirectory(folder, 'unused')).rejects.toThrow('is at work there')
    writeFileSync(journal, '')
    lock.release()

    await expect(createRunDirectory(folder, 'unused')).rejects.toThrow('the folder is not empty')
    expect(readdirSync(folder)).toEqual(['journal.ndjson'])
  })

  it('is closed by what writes into it, and left alone by what only reads', () => {
    const journal = join(folder, 'journal.ndjson')
    writeFileSync(journal, '')
    chmodSync(journal, 0o644)
    chmodSync(folder, 0o755)

    findRunDirectory(folder)
    expect([modeOf(folder), modeOf(journal)]).toEqual(['755', '644'])
    openRunDirectory(journal)
    expect([modeOf(folder), modeOf(journal)]).toEqual(['700', '600'])
  })

  // The system lets nobody change the rights of these.
  it.skipIf(process.platform !== 'linux')('is refused when it stays open to others', () => {
    expect(() => closeToOthers('/proc/self/task', 0o700)).toThrow(
      /^\/proc\/self\/task: others may read it, .* \(EPERM\); use a folder of your own$/,
    )
  })
})
