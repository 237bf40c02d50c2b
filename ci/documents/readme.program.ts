import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { serveReferenceCloud } from '../../reference-cloud/serve.ts'
import { packageRoot } from '../../src/package-root.ts'
import { readPage } from './page.ts'

// The commands of README's second block, as they stand there, on a cloud that is called lab. Those of
// the first block are performed by `.ci/run`: see commands.test.ts.

/** What README calls the entries that the reference cloud has for its users. */
const ENTRIES = {
  'reference-reader': 'lab-reader',
  'reference-guest': 'lab-guest',
  'reference-stranger': 'lab-other',
  'reference-admin': 'lab-admin',
  reference: 'lab',
}
const CLOUDS = z.object({ clouds: z.record(z.string(), z.unknown()) })
const RESULTS = z.object({
  counts: z.object({ passed: z.int() }),
  resources: z.object({ cleanUp: z.string() }),
})

describe('README, on a cloud of one’s own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-readme-'))
  const cloudsFile = join(folder, 'clouds.yaml')
  let cloud: Awaited<ReturnType<typeof serveReferenceCloud>>

  beforeAll(async () => {
    cloud = await serveReferenceCloud({ port: 0, cloudsFile })
    const { clouds } = CLOUDS.parse(parse(readFileSync(cloudsFile, 'utf8')))
    const renamed = Object.entries(ENTRIES).map(([ours, theirs]) => [theirs, clouds[ours]])
    writeFileSync(cloudsFile, stringify({ clouds: Object.fromEntries(renamed) }))
    const main = join(packageRoot, 'dist/cli/main.js')
    mkdirSync(join(folder, 'bin'))
    const command = `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`
    writeFileSync(join(folder, 'bin/attest'), command, { mode: 0o755 })
  })
  afterAll(async () => {
    await cloud.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('has commands that find the cloud, plan a run, and end with CONFORMANT', async () => {
    const { fences } = readPage('README.md')
    const block = fences.filter(({ lines }) => lines.join('\n').includes('attest doctor'))
    expect(block).toHaveLength(1)

    const { stdout } = await promisify(execFile)(
      'bash',
      ['-euc', block.flatMap(({ lines }) => lines).join('\n')],
      {
        cwd: folder,
        env: {
          PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
          HOME: folder,
          OS_CLIENT_CONFIG_FILE: cloudsFile,
        },
        maxBuffer: 64 * 1024 * 1024,
      },
    )
    expect(stdout).toMatch(/^\d+ cases, of which \d+ run$/m)
    expect(stdout).toMatch(/^CONFORMANT {2}lab \(region RegionOne\):/m)
    const written = readFileSync(join(folder, 'reports/latest/results.json'), 'utf8')
    const { resources, counts } = RESULTS.parse(JSON.parse(written))
    expect(counts.passed).toBeGreaterThan(2500)
    expect(resources.cleanUp).toBe('clean')
  })
})
