import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deploy } from '../fixtures/testbed/deployments/deploy.ts'
import { pagesForAttaches, pagesForReads } from '../fixtures/testbed/deployments/gateway-pages.ts'
import {
  AXES,
  COVERING,
  PLAIN,
  type Shape,
  shapeText,
} from '../fixtures/testbed/deployments/shape.ts'
import type { Fault } from '../fixtures/testbed/faulty-proxy.ts'
import { writeCloudsFile } from '../reference-cloud/clouds-file.ts'
import { createReferenceCloud, type ReferenceCloud } from '../reference-cloud/reference-cloud.ts'
import { resultsSchema } from '../reports/results/results-schema.ts'
import { TinyAuthority } from '../src/openstack/testing/tiny-authority.ts'
import { ALL_PERSONAS, resultsIn, startProgram } from './robust/program.ts'

const RUN = [
  ...['run', ...ALL_PERSONAS, '--quick', '--microversions', 'edges'],
  ...['compute.list', 'compute.attach', 'block-storage.show', 'block-storage.create'].flatMap(
    (operation) => ['--operation', operation],
  ),
]

/** How many random shapes are tried. */
const RANDOM = Number(process.env.ATTEST_RUNS ?? 2)
/** Allows for a busy machine. */
const LONGEST_RUN_MS = 150_000

/** What a run says: its exit code, and by case the verdict with the code of its reason. */
interface Said {
  readonly code: number | null
  readonly cleanUp: string
  /** Whether a gateway has answered in place of a service. */
  readonly hasPages: boolean
  readonly verdicts: Readonly<Record<string, string>>
}

const shapes = fc.record({
  place: fc.constantFrom(...AXES.place),
  transport: fc.constantFrom(...AXES.transport),
  host: fc.constantFrom(...AXES.host),
  types: fc.constantFrom(...AXES.types),
  project: fc.constantFrom(...AXES.project),
  regions: fc.constantFrom(...AXES.regions),
  delivery: fc.constantFrom(...AXES.delivery),
  coding: fc.constantFrom(...AXES.coding),
  headers: fc.constantFrom(...AXES.headers),
  gateway: fc.constantFrom(...AXES.gateway),
})

describe.skipIf(!TinyAuthority.isPossible())('a deployment', () => {
  let folder: string
  let authority: TinyAuthority
  let cloud: ReferenceCloud
  let plain: Said
  let runs = 0

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'attest-deployments-'))
    authority = new TinyAuthority(folder)
    cloud = await createReferenceCloud({ latencyMs: 5 })
    plain = await run(cloud.clouds())
    expect(plain).toMatchObject({ code: 0, cleanUp: 'clean', hasPages: false })
  })
  afterAll(async () => {
    await cloud.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function run(clouds: unknown): Promise<Said> {
    runs += 1
    const out = join(folder, `run-${runs}`)
    const file = join(folder, `clouds-${runs}.yaml`)
    await writeCloudsFile(file, clouds)
    const env = { OS_CLIENT_CONFIG_FILE: file }
    const { code, stderr } = await startProgram([...RUN, '--out', out], folder, env).ended
    if (code === 2) throw new Error(stderr)
    const { cases, resources, disturbances } = resultsSchema.parse(resultsIn(out))
    const verdicts = cases.map(({ id, verdict, reason }) => [id, `${verdict} ${reason?.code}`])
    return {
      code,
      cleanUp: resources.cleanUp,
      hasPages: disturbances.unavailable + disturbances.rateLimited > 0,
      verdicts: Object.fromEntries(verdicts),
    }
  }

  async function runOn(shape: Shape, errors?: Fault): Promise<Said> {
    const deployed = await deploy(cloud, shape, authority, errors)
    try {
      return await run(deployed.clouds)
    } finally {
      await deployed.close()
    }
  }

  async function expectPlain(shape: Shape): Promise<void> {
    const hasPages = shape.gateway === 'errors of the gateway'
    const said = await runOn(shape, hasPages ? pagesForReads() : undefined)
    expect(said, shapeText(shape)).toEqual({ ...plain, hasPages })
  }

  /** The verdicts that are not those of the plain deployment. */
  const others = ({ verdicts }: Said) =>
    Object.fromEntries(
      Object.entries(verdicts).filter(([id, verdict]) => plain.verdicts[id] !== verdict),
    )

  test.concurrent.each(COVERING.map((shape) => [shapeText(shape), shape] as const))(
    'with %s gets the verdicts of the plain one',
    (_, shape) => expectPlain(shape),
  )

  test.concurrent(
    'of any shape gets the verdicts of the plain one',
    () => fc.assert(fc.asyncProperty(shapes, expectPlain), { numRuns: RANDOM, endOnFailure: true }),
    RANDOM * LONGEST_RUN_MS,
  )

  test.concurrent('whose gateway answers attaches itself gets errors for them, and no failures', async () => {
    const said = await runOn(PLAIN, pagesForAttaches())
    expect(said).toMatchObject({ code: 3, cleanUp: 'clean' })
    expect(new Set(Object.values(others(said)))).toEqual(new Set(['error unavailable']))
  })

  test.concurrent('with legacy policies has no promises about roles to test', async () => {
    const options = { latencyMs: 5, deployment: { tellsRolesApart: false } }
    const legacy = await createReferenceCloud(options)
    const said = await run(legacy.clouds()).finally(() => legacy.close())
    const aboutRoles = Object.keys(plain.verdicts).filter((id) => id.includes(':403:role'))

    expect(said).toMatchObject({ code: 3, cleanUp: 'clean', hasPages: false })
    expect(aboutRoles).not.toEqual([])
    expect(others(said)).toEqual(
      Object.fromEntries(aboutRoles.map((id) => [id, 'not-tested persona-not-restricted'])),
    )
  })
})
