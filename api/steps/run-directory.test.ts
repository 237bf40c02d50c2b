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

  it('is readable by its owner only, whether it is new or existed before', async () => {
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

  it.runIf(existsSync('/proc/self'))('is refused where the system does not create it', async () => {
    await expect(createRunDirectory('/proc/self/runs/run', 'unused')).rejects.toThrow(
      /cannot be made \(ENOENT\)/,
    )
    await expect(createRunDirectory(join(folder, 'a', 'b', 'c'), 'unused')).resolves.toBeDefined()
  })

  it('is not made by two at the same time, nor from one that is not empty', async () => {
    const { lock, journal } = await createRunDirectory(folder, 'unused')
    await expect(createRunDirectory(folder, 'unused')).rejects.toThrow('is at work there')
    writeFileSync(journal, '')
    lock.release()

    await expect(createRunDirectory(folder, 'unused')).rejects.toThrow('the folder is not empty')
    expect(readdirSync(folder)).toEqual(['journal.ndjson'])
  })

  it('is made private by a command that writes into it, but not by one that only reads', () => {
    const journal = join(folder, 'journal.ndjson')
    writeFileSync(journal, '')
    chmodSync(journal, 0o644)
    chmodSync(folder, 0o755)

    findRunDirectory(folder)
    expect([modeOf(folder), modeOf(journal)]).toEqual(['755', '644'])
    openRunDirectory(journal)
    expect([modeOf(folder), modeOf(journal)]).toEqual(['700', '600'])
  })

  // The system allows nobody to change the permissions of these.
  it.skipIf(process.platform !== 'linux')(
    'is refused when its permissions cannot be restricted',
    () => {
      expect(() => closeToOthers('/proc/self/task', 0o700)).toThrow(
        /^\/proc\/self\/task: others may read it, .* \(EPERM\); use a folder of your own$/,
      )
    },
  )
})
