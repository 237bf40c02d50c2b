import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FaultyProxy, startFaultyProxy } from '../../fixtures/testbed/faulty-proxy.ts'
import { writeCloudsFile } from '../../reference-cloud/clouds-file.ts'
import { createReferenceCloud, type ReferenceCloud } from '../../reference-cloud/reference-cloud.ts'
import { SiteStore } from '../../site/data/store.ts'
import { ALL_PERSONAS, startProgram } from '../robust/program.ts'

const LONGEST_MS = 900_000

let folder: string
let cloud: ReferenceCloud
let proxy: FaultyProxy
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-monitor-'))
  cloud = await createReferenceCloud({ latencyMs: 5 })
  proxy = await startFaultyProxy(cloud.url)
  const clouds = JSON.stringify(cloud.clouds()).replaceAll(cloud.url, proxy.url)
  await writeCloudsFile(join(folder, 'clouds.yaml'), JSON.parse(clouds))
})
afterAll(async () => {
  await proxy.close()
  await cloud.close()
  rmSync(folder, { recursive: true, force: true })
})

const told = 'told.txt'
const look = () =>
  startProgram(
    ['monitor', ...ALL_PERSONAS, '--site', 'site', '--notify-command', `cat >> ${told}`],
    folder,
    { OS_CLIENT_CONFIG_FILE: join(folder, 'clouds.yaml') },
  ).ended

it(
  'says nothing while nothing has changed, and stays within its requests',
  async () => {
    expect(await look()).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(await look()).toMatchObject({ code: 0, stdout: '' })

    const runs = () => {
      const store = new SiteStore(join(folder, 'site'))
      return (store.index()?.runs ?? []).map(({ data }) => store.run(data))
    }
    for (const { requests } of runs()) expect(requests).toBeLessThanOrEqual(200)
    const [first = [], second = []] = runs().map(({ promises }) => Object.keys(promises))
    // One of each cell in turn: the second run looks at others.
    expect(second.some((promise) => !first.includes(promise))).toBe(true)
    expect(existsSync(join(folder, told))).toBe(false)
  },
  LONGEST_MS,
)

it(
  'speaks once of a change, with its cause',
  async () => {
    // Every refusal of a list is another one: some cell of it is looked at in each turn.
    proxy.fault = async (_, forward) => {
      const reply = await forward()
      return reply.status === 404 || reply.status === 400 ? { ...reply, status: 422 } : reply
    }
    const spoken = await look()
    expect(spoken).toMatchObject({ code: 1 })
    expect(spoken.stdout).toMatch(/passed → failed, the cloud changed/)
    expect(readFileSync(join(folder, told), 'utf8')).toBe(spoken.stdout)
    const again = await look()
    const before = new Set(spoken.stdout.split('\n'))
    expect(again.stdout.split('\n').filter((line) => line !== '' && before.has(line))).toEqual([])
    proxy.fault = undefined
  },
  LONGEST_MS,
)

it(
  'says nothing of a cloud that cannot be reached, and publishes nothing',
  async () => {
    proxy.fault = () => Promise.resolve('cut')
    const { code, stderr } = await look()
    proxy.fault = undefined

    expect(code).toBe(2)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(new SiteStore(join(folder, 'site')).index()?.runs).toHaveLength(4)
  },
  LONGEST_MS,
)
