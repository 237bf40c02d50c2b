import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { Deployment } from '../../reference-cloud/deployment.ts'
import type { ReferenceCloudOptions } from '../../reference-cloud/reference-cloud.ts'
import { type Attest, withCloudBehindProxy } from '../robust/cloud-behind-proxy.ts'
import { ALL_PERSONAS, resultsIn } from '../robust/program.ts'

// Clouds as operators set them up: each conforms, and a run says so.

const NETWORK = 'c8a6d5f1-6f0b-4b56-8a0c-2f7a9f1de111'
const NO_BARE_SERVER = {
  absent: [{ feature: 'image-boot', reason: 'Servers of this cloud boot from volumes' }],
}

interface Shape {
  readonly deployment: Partial<Deployment>
  readonly settings?: Readonly<Record<string, unknown>>
  /** Whether all operations are tested there, not only those that attach. */
  readonly isTestedWhole?: true
}

/** What makes servers and volumes and attaches them: where that works, the rest does as on any cloud. */
const ATTACHING = ['--operation', 'compute.attach', '--operation', 'block-storage.create']

const SHAPES: Readonly<Record<string, Shape>> = {
  'has zones, and attaches no volume of another zone': {
    deployment: { zones: ['north', 'south', 'west'], attachesAcrossZones: false },
  },
  'has zones, of which the user names one': {
    deployment: { zones: ['north', 'south'], attachesAcrossZones: false },
    settings: { 'availability-zone': 'south' },
  },
  'has only flavors without a disk': {
    deployment: { withoutDisks: true },
    settings: NO_BARE_SERVER,
  },
  'boots servers from volumes only, in zones, and has large volumes': {
    deployment: {
      withoutDisks: true,
      zones: ['north', 'south'],
      attachesAcrossZones: false,
      leastVolumeGiB: 4,
    },
    settings: { ...NO_BARE_SERVER, 'volume-size': 4 },
    isTestedWhole: true,
  },
  'has no local disks, whatever the flavor says': {
    deployment: { withoutLocalDisks: true },
    settings: { ...NO_BARE_SERVER, boot: 'volume' },
  },
  'has no local disks, and says so only when it refuses': {
    deployment: { withoutLocalDisks: true },
    settings: NO_BARE_SERVER,
  },
  'has a least size of volumes': { deployment: { leastVolumeGiB: 10 } },
  'wants all that a server can name': {
    deployment: {
      serversNeed: {
        keyName: 'deputy',
        securityGroup: 'closed',
        network: NETWORK,
        metadata: 'cost-centre',
        hint: 'group',
      },
      storesTypes: ['standard', 'shareable', 'encrypted'],
    },
    settings: {
      'key-name': 'deputy',
      'security-groups': ['closed'],
      network: NETWORK,
      metadata: { 'cost-centre': '42' },
      'scheduler-hints': { group: NETWORK },
      'volume-type': 'standard',
    },
    isTestedWhole: true,
  },
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-shapes-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let number = 0
async function onCloud<T>(
  { deployment, settings = {} }: Shape,
  use: (attest: Attest, out: string) => Promise<T>,
  quotas: ReferenceCloudOptions['quotas'] = {},
): Promise<T> {
  number += 1
  const own = mkdtempSync(join(folder, `cloud-${number}-`))
  writeFileSync(join(own, 'attest.yaml'), stringify(settings))
  return withCloudBehindProxy(own, { deployment, quotas, latencyMs: 20 }, (attest) =>
    use(attest, join(own, 'run')),
  )
}

test('a run leaves room in the quota of volumes for those from which servers boot', async () => {
  const shape = { deployment: { withoutDisks: true }, settings: NO_BARE_SERVER }
  await onCloud(
    shape,
    async (attest, out) => {
      const { stdout, stderr } = await attest(['run', ...ALL_PERSONAS, '--quick', '--out', out])
        .ended

      const { counts } = resultsIn(out)
      expect(counts, stdout + stderr).toMatchObject({ failed: 0, error: 0 })
      expect(stdout).toContain('over-budget')
    },
    { volumes: 12 },
  )
})

const REPORTS = ['matrix.html', 'junit.xml', 'summary.md', join('allure-report', 'index.html')]

/** Clouds that refuse what is first made for a run, their words, and settings that may help. */
const OBSTACLES: Readonly<Record<string, Shape & { words: string; helps: string }>> = {
  'has no room for a server': {
    deployment: { hasRoom: false },
    words: 'No valid host was found',
    helps: 'flavor, availability-zone, scheduler-hints',
  },
  'wants a key pair': {
    deployment: { serversNeed: { keyName: 'deputy' } },
    words: 'A keypair is required',
    helps: 'key-name',
  },
  'wants a network': {
    deployment: { serversNeed: { network: NETWORK } },
    words: 'needs a network',
    helps: 'network',
  },
  'cannot store volumes of its default type': {
    deployment: { storesTypes: ['standard'] },
    words: 'is error: the cloud does not say why',
    helps: 'image, flavor, boot, network',
  },
  'has a least size that is too large to choose without asking': {
    deployment: { leastVolumeGiB: 500 },
    words: "minimum of '500'",
    helps: 'volume-type, volume-size',
  },
}

describe('a run ends at its first set-up, with reports, on a cloud that', () => {
  test.each(Object.entries(OBSTACLES))('%s', async (_, { words, helps, ...shape }) => {
    await onCloud(shape, async (attest, out) => {
      const { code, stdout, stderr } = await attest([
        'run',
        ...ALL_PERSONAS,
        '--quick',
        '--out',
        out,
      ]).ended

      expect(code, stdout + stderr).toBe(3)
      expect(stderr).toContain(words)
      expect(stderr).toContain(`settings that may help: ${helps}`)
      expect(stdout).toContain('setup-impossible')
      const { counts, resources, cases } = resultsIn(out)
      const untested = cases.filter(
        (one: { reason: { code: string } | null }) => one.reason?.code === 'setup-impossible',
      )
      expect(counts.failed).toBe(0)
      // Another way to boot than the usual one is a set-up of its own.
      expect(counts.error).toBeLessThan(3)
      expect(untested.length).toBeGreaterThan(300)
      expect(untested[0].reason.message).toContain(words)
      expect(resources.cleanUp).toBe('clean')
      for (const report of REPORTS) expect(existsSync(join(out, report)), report).toBe(true)
    })
  })
})

describe('a run is conformant on a cloud that', () => {
  test.each(Object.entries(SHAPES))('%s', async (_, shape) => {
    await onCloud(shape, async (attest, out) => {
      const scope = shape.isTestedWhole === true ? [] : ATTACHING
      const flags = [...ALL_PERSONAS, '--quick', ...scope, '--out', out]
      const { code, stdout, stderr } = await attest(['run', ...flags]).ended

      const { counts, resources, cases } = resultsIn(out)
      const bad = cases.filter((one: { verdict: string }) =>
        ['failed', 'error', 'not-tested'].includes(one.verdict),
      )
      expect(bad.slice(0, 3), stdout + stderr).toEqual([])
      expect({ code, failed: counts.failed, error: counts.error }).toEqual({
        code: 0,
        failed: 0,
        error: 0,
      })
      expect(resources.cleanUp).toBe('clean')
    })
  })
})

describe('attest doctor --probe', () => {
  test.each(Object.entries(OBSTACLES))(
    'says what stops a run on a cloud that %s',
    async (_, one) => {
      const { words, helps, ...shape } = one
      await onCloud(shape, async (attest) => {
        const { code, stdout } = await attest(['doctor', ...ALL_PERSONAS, '--probe']).ended

        expect(code, stdout).toBe(2)
        expect(stdout).toContain(words)
        expect(stdout).toContain(`settings that may help: ${helps}`)
        expect(stdout).toContain('✓ nothing is left')
      })
    },
  )

  test('makes one of each resource that the tested documents need, and removes it', async () => {
    await onCloud({ deployment: {} }, async (attest) => {
      const probing = ['doctor', ...ALL_PERSONAS, '--probe']
      const { code, stdout } = await attest(probing).ended
      const { stdout: ofImages } = await attest([...probing, '--document', 'image-tags']).ended

      expect(code, stdout).toBe(0)
      expect(stdout).toMatch(/Probe\n {2}✓ server: made in .* s\n {2}✓ volume: made in .* s\n/)
      expect(ofImages).toMatch(/Probe\n {2}✓ image: made in .* s\n {2}✓ nothing is left/)
      expect(ofImages).not.toContain('without a guest')
    })
  })

  test('leaves a record with which attest cleanup removes what a killed probe has made', async () => {
    await onCloud({ deployment: {} }, async (attest, out) => {
      const runs = join(out, '..', 'reports', 'runs')
      const probing = attest(['doctor', ...ALL_PERSONAS, '--probe'])
      while (
        !existsSync(runs) ||
        !journals(runs).some((text) => text.includes('resource-created'))
      ) {
        await sleep(5)
      }
      probing.child.kill('SIGKILL')
      await probing.ended
      const [left = ''] = readdirSync(runs)
      const { code, stdout } = await attest(['cleanup', join(runs, left), ...ALL_PERSONAS]).ended

      expect(code, stdout).toBe(0)
      expect(stdout).toMatch(/Removed all \d resources that were left/)
    })
  })
})

test('what is declared absent and seen nevertheless is refused in one line', async () => {
  const absent = [{ feature: 'multiattach-type', reason: 'We do not have it' }]
  await onCloud({ deployment: {}, settings: { absent } }, async (attest) => {
    for (const command of ['run', 'plan', 'doctor']) {
      const { code, stdout, stderr } = await attest([command, ...ALL_PERSONAS]).ended

      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toBe(
        'attest: "multiattach-type" is declared absent, and the cloud has it: volume type "shareable" has multiattach="<is> True": take it out of absent in attest.yaml\n',
      )
    }
  })
})

const journals = (runs: string): string[] =>
  readdirSync(runs)
    .map((run) => join(runs, run, 'journal.ndjson'))
    .flatMap((file) => (existsSync(file) ? [readFileSync(file, 'utf8')] : []))
