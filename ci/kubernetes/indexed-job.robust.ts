import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startProgram } from '../../cli/robust/program.ts'
import { ownImage } from '../container/own-image.ts'
import { canEnter } from '../container/root-folder.ts'
import { type LabCloud, startLabCloud } from '../lab-cloud.ts'
import { configMapsIn, jobIn, manifest } from './manifests.ts'
import { type Cluster, type IndexOutcome, performJob } from './perform-job.ts'

// The manifests as they are, but for what docs/ci/kubernetes.md says that one changes: here the profile,
// the key, and the names of the cloud's entries.
const RECORD = z.object({ verdict: z.string(), counts: z.object({ cases: z.int() }) })

describe.skipIf(!canEnter())('the Jobs for Kubernetes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-kubernetes-'))
  const runs = join(folder, 'runs')
  const parts = manifest('certification.yaml')
  let cloud: LabCloud
  let cluster: Cluster

  beforeAll(async () => {
    mkdirSync(runs)
    mkdirSync(join(folder, 'image'))
    cloud = await startLabCloud(join(folder, 'cloud'), ['--latency', '60'])
    const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })
    writeFileSync(join(folder, 'key.pub'), publicKey)
    const maps = configMapsIn(parts)
    const scope = { PROFILE: 'compute-2.100..2.104', KEY: '/etc/signing/key.pem' }
    cluster = {
      configMaps: { ...maps, 'attest-scope': { ...maps['attest-scope'], ...scope } },
      secrets: {
        'attest-clouds': { 'clouds.yaml': cloud.clouds },
        'attest-signing': { 'key.pem': privateKey },
      },
      claims: { 'attest-runs': runs },
      image: await ownImage(join(folder, 'image')),
      folder,
    }
  })
  afterAll(async () => {
    await cloud?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const said = (outcomes: readonly IndexOutcome[]) =>
    outcomes.flatMap(({ pods }) => pods.map(({ stdout, stderr }) => stdout + stderr)).join('\n')
  const run = () => join(runs, 'first/lab')

  it('merges nothing while a part is missing', async () => {
    const outcomes = await performJob(jobIn(manifest('merge.yaml')), cluster)
    expect(outcomes.map(({ isComplete, pods }) => [isComplete, pods[0]?.code])).toEqual([
      [false, 2],
    ])
    expect(said(outcomes)).toContain('this part is not done; wait for the Job attest first')
  })

  it('perform all parts, one of which is killed in its middle and continued', async () => {
    const killed: number[] = []
    const outcomes = await performJob(jobIn(parts), cluster, (pod) => {
      if (pod.index === 1 && pod.attempt === 0) void killInItsMiddle(pod.kill)
    })
    expect(
      outcomes.map(({ isComplete }) => isComplete),
      said(outcomes),
    ).toEqual([true, true, true, true])
    expect(killed).toEqual([2])
    expect(outcomes.map(({ pods }) => pods.length)).toEqual([1, 2, 1, 1])

    async function killInItsMiddle(kill: () => void): Promise<void> {
      const journal = join(run(), '2/journal.ndjson')
      const finished = () =>
        existsSync(journal) ? readFileSync(journal, 'utf8').split('"case-finished"').length - 1 : 0
      while (finished() < 5) await sleep(20)
      kill()
      killed.push(2)
    }
  })

  it('merge and certify as a second Job, and the bundle can be verified', async () => {
    const outcomes = await performJob(jobIn(manifest('merge.yaml')), cluster)
    expect(
      outcomes.map(({ isComplete }) => isComplete),
      said(outcomes),
    ).toEqual([true])
    const merged = join(run(), 'merged')
    const results: unknown = JSON.parse(readFileSync(join(merged, 'results.json'), 'utf8'))
    expect(RECORD.parse(results).verdict).toBe('conformant')
    const bundle = join(merged, 'certificate.attest.zip')
    const words = ['verify', bundle, '--trust', join(folder, 'key.pub')]
    const verified = await startProgram(words, folder).ended
    expect(verified.code, verified.stdout + verified.stderr).toBe(0)
    expect(verified.stdout).toContain('with profile compute-2.100..2.104')
  })
})
