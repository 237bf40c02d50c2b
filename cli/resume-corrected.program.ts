import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { Deployment } from '../reference-cloud/deployment.ts'
import { type Attest, withCloudBehindProxy } from './robust/cloud-behind-proxy.ts'
import { ALL_PERSONAS, resultsIn } from './robust/program.ts'

// A run that the cloud's first refusal has ended or corrected, and what is left of it.

const NARROW = ['--requirement', 'compute.show:404:not-attached', '--microversions', 'edges']
const RUN = ['run', ...ALL_PERSONAS, ...NARROW]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-corrected-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function onCloud(
  deployment: Partial<Deployment>,
  use: (attest: Attest, set: (settings: object) => void, own: string) => Promise<void>,
): Promise<void> {
  const own = mkdtempSync(join(folder, 'cloud-'))
  const set = (settings: object) => writeFileSync(join(own, 'attest.yaml'), stringify(settings))
  await withCloudBehindProxy(own, { deployment, latencyMs: 20 }, (attest) => use(attest, set, own))
}

test('a run that was impossible is resumed with the setting that was missing, and no other plan', async () => {
  await onCloud({ serversNeed: { keyName: 'deputy' } }, async (attest, set, own) => {
    const out = join(own, 'run')
    const shelved = ['--requirement', 'compute.attach:200:shelved-server']
    const first = await attest([...RUN, ...shelved, '--out', out]).ended
    set({ 'key-name': 'deputy', absent: [{ feature: 'shelve', reason: 'Our servers stay' }] })
    const refused = await attest(['resume', out, ...ALL_PERSONAS]).ended
    set({ 'key-name': 'deputy' })
    const second = await attest(['resume', out, ...ALL_PERSONAS]).ended

    expect(first.code, first.stderr).toBe(3)
    expect(refused.code).toBe(2)
    expect(refused.stderr).toMatch(
      /^attest: compute\.attach:200:shelved-server@\S+ could run when the run began, and cannot now \(feature-absent: .*Our servers stay\): begin a new run, or restore the settings\n$/,
    )
    expect(second.code, second.stdout + second.stderr).toBe(0)
    expect(resultsIn(out).counts).toMatchObject({ failed: 0, error: 0 })
  })
})

test('a run that began again keeps what was before, and uses what it has learned when it is resumed', async () => {
  await onCloud({ leastVolumeGiB: 4 }, async (attest, _set, own) => {
    const out = join(own, 'run')
    const first = attest([...RUN, '--out', out])
    while (!textOf(join(out, 'journal.ndjson')).includes('"size":4')) await sleep(5)
    first.child.kill('SIGKILL')
    const { stderr } = await first.ended
    const [before = ''] = readdirSync(out).filter((name) => name.startsWith('began-as-'))
    const kept = join(out, before)
    const cleaned = await attest(['cleanup', kept, ...ALL_PERSONAS]).ended
    const second = await attest(['resume', out, ...ALL_PERSONAS]).ended

    expect(stderr).toContain(`the journal until here is kept in run/${before}\n`)
    expect(textOf(join(kept, 'journal.ndjson'))).toContain("minimum of '4'")
    expect(cleaned.stdout).toBe('Nothing was left.\n')
    expect(second.code, second.stdout + second.stderr).toBe(0)
    expect(second.stderr).not.toContain('could not be made')
    expect(second.stdout).toMatch(/It began again with volume-size: 4, .* in the journal of \d{8}-/)
  })
})

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
