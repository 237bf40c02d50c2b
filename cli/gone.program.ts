import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '../fixtures/testbed/faulty-proxy.ts'
import { withCloudBehindProxy } from './robust/cloud-behind-proxy.ts'
import { ALL_PERSONAS, resultsIn } from './robust/program.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-gone-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const UNAVAILABLE: Reply = {
  status: 503,
  headers: { 'content-type': 'text/html' },
  body: '<h1>503 Service Unavailable</h1>',
}

const WAYS: Readonly<Record<string, Reply | 'cut' | 'hang'>> = {
  'answers 503': UNAVAILABLE,
  'says nothing': 'hang',
  'cuts every connection': 'cut',
}

describe.sequential('a cloud that, in the middle of a run and for good,', () => {
  test.each(Object.keys(WAYS))(
    '%s',
    async (way) => {
      await withCloudBehindProxy(folder, {}, async (attest, proxy) => {
        const out = join(folder, way.replaceAll(' ', '-'))
        let requests = 0
        let goneAt = 0
        proxy.fault = async (_, forward) => {
          requests += 1
          if (requests < 400) return forward()
          goneAt ||= performance.now()
          return WAYS[way] ?? forward()
        }
        const run = attest(['run', ...ALL_PERSONAS, '--microversions', 'edges', '--out', out])
        const { code, stdout, stderr } = await run.ended
        console.log(
          way,
          code,
          Math.round((performance.now() - goneAt) / 1000),
          JSON.stringify(resultsIn(out).counts),
          requests,
          stdout.slice(0, 1500),
          stderr.slice(-500),
        )
        expect(code).toBe(3)
      })
    },
    3_600_000,
  )
})
