import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { startLabCloud } from './lab-cloud.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-lab-cloud-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

it('takes a real lab where its clouds.yaml is named', async () => {
  const entry = (username: string) => ({ auth: { auth_url: 'https://keystone.example', username } })
  const names = ['zed', 'zed-reader', 'zed-admin', 'elsewhere']
  const file = join(folder, 'clouds.yaml')
  const clouds = Object.fromEntries(names.map((name) => [name, entry(name)]))
  writeFileSync(file, JSON.stringify({ clouds }))
  vi.stubEnv('ATTEST_LAB_CLOUDS', file)

  const { cloudsFile, settings, stop } = await startLabCloud(join(folder, 'made'))
  await stop()
  expect(parse(readFileSync(cloudsFile, 'utf8'))).toEqual({
    clouds: {
      lab: entry('zed'),
      'lab-reader': entry('zed-reader'),
      'lab-admin': entry('zed-admin'),
    },
  })
  expect(parse(settings)).toMatchObject({ cloud: 'lab', personas: { reader: 'lab-reader' } })
})

it('says when the lab is not there', async () => {
  vi.stubEnv('ATTEST_LAB_CLOUDS', join(folder, 'none.yaml'))
  await expect(startLabCloud(join(folder, 'made'))).rejects.toThrow('is the lab up?')
})
