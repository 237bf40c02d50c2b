import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Neighbours } from './robust/neighbours.ts'
import { type CloudProcess, PROGRAM, startCloud } from './robust/program.ts'

/** Files may have no more than so many blocks of 512 bytes; the journal would be larger. */
const BLOCKS = 300

describe.skipIf(process.platform === 'win32')('a run whose disk is full', () => {
  let folder: string
  let cloud: CloudProcess
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'attest-full-disk-'))
    cloud = await startCloud(folder)
  })
  afterAll(async () => {
    await cloud.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('ends, says so in a line, leaves nothing on the cloud, and whole lines in its journal', async () => {
    const scope = ['--requirement', 'compute.show:200:*', '--microversions', 'edges']
    const run = ['run', '--cloud', 'reference', ...scope, '--out', 'run']
    const limited = `ulimit -f ${BLOCKS}; exec "$@"`
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', limited, 'sh', process.execPath, PROGRAM, ...run],
      {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, OS_CLIENT_CONFIG_FILE: cloud.cloudsFile },
        encoding: 'utf8',
      },
    )

    expect(stderr).toMatch(
      /journal\.ndjson: cannot be written \(E\w+\), .* attest resume or attest/,
    )
    expect(status).toBe(2)
    const clouds = { member: 'reference', stranger: 'reference-stranger' }
    const neighbours = await Neighbours.moveIn(cloud.cloudsFile, clouds)
    expect(await neighbours.present()).toEqual([])
    await neighbours.moveOut()
    const lines = readFileSync(join(folder, 'run', 'journal.ndjson'), 'utf8').split('\n')
    expect(lines.pop()).toBe('')
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
  })
})
