import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ownMark } from './process-mark.ts'
import { RunLock, whileAlone } from './run-lock.ts'
import { RunLockError } from './run-lock-error.ts'

let folder: string
const children: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-lock-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const elsewhere = (pid: number) => `.lock.${pid}.1.${encodeURIComponent('4026@other-host')}`

describe('the lock of a run', () => {
  test('is held by one at a time, and leaves nothing when it is released', async () => {
    const lock = await RunLock.take(folder)
    await expect(RunLock.take(folder)).rejects.toThrow(
      `${folder}: another attest, process ${process.pid}, is at work there: wait until it has ended`,
    )
    lock.release()

    expect(readdirSync(folder)).toEqual([])
    expect(await whileAlone(folder, async () => readdirSync(folder).length)).toBe(1)
    expect(readdirSync(folder)).toEqual([])
  })

  test('is held by a process while it lives, and by nobody when it was killed', async () => {
    const holder = startHolder()
    await said(holder, 'held')
    await expect(RunLock.take(folder)).rejects.toMatchObject({ pid: holder.pid })

    const ended = new Promise((resolve) => holder.once('exit', resolve))
    holder.kill('SIGKILL')
    await ended

    ;(await RunLock.take(folder)).release()
    expect(readdirSync(folder)).toEqual([])
  })

  test('is not held by a process that has the number of one that has ended', async () => {
    const { pid, place } = ownMark()
    writeFileSync(join(folder, `.lock.${pid}.12345.${encodeURIComponent(place)}`), '')

    ;(await RunLock.take(folder)).release()
  })

  test('is held on another host while its file is touched', async () => {
    writeFileSync(join(folder, elsewhere(1)), '')
    await expect(RunLock.take(folder)).rejects.toThrow('process 1 on other-host, is at work there')

    const before = new Date(Date.now() - 61_000)
    utimesSync(join(folder, elsewhere(1)), before, before)
    ;(await RunLock.take(folder)).release()
    expect(readdirSync(folder)).toEqual([])
  })

  test('goes to exactly one of those who come at the same time', async () => {
    for (let round = 0; round < 3; round += 1) {
      const stale = join(folder, `.lock.999999.1.${encodeURIComponent(ownMark().place)}`)
      writeFileSync(stale, '')
      const outcomes = await Promise.all(
        [1, 2, 3, 4].map(() => {
          const child = startHolder()
          return Promise.race([said(child, 'held'), said(child, 'refused')])
        }),
      )
      expect(outcomes.toSorted()).toEqual(['held', 'refused', 'refused', 'refused'])
      await Promise.all(
        children.splice(0).map((child) => {
          child.kill('SIGKILL')
          return child.exitCode === null && child.signalCode === null
            ? new Promise((resolve) => child.once('exit', resolve))
            : undefined
        }),
      )
    }
  }, 60_000)

  test('is told of in a line where it cannot be made sure of', async () => {
    const gone = join(folder, 'gone')

    await expect(RunLock.take(gone)).rejects.toBeInstanceOf(RunLockError)
    await expect(RunLock.take(gone)).rejects.toThrow('gone: cannot be locked (ENOENT)')
  })
})

/** A process that takes the lock, prints that it has it, and stays; or prints that it was refused. */
function startHolder(): ChildProcess {
  const lock = new URL('../../dist/src/run/run-lock.js', import.meta.url).href
  const code = `
    const { RunLock } = await import(${JSON.stringify(lock)})
    RunLock.take(${JSON.stringify(folder)}).then(
      () => { console.log('held'); setInterval(() => {}, 1000) },
      (error) => console.log(error.name === 'RunLockError' ? 'refused' : error.stack),
    )`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code])
  children.push(child)
  return child
}

function said(child: ChildProcess, text: string): Promise<string> {
  return new Promise((resolve) => {
    child.stdout?.on('data', (chunk) => String(chunk).includes(text) && resolve(text))
  })
}
