import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ALL_PERSONAS, startProgram } from '../../cli/robust/program.ts'
import { changeSite, takeIn } from '../../cli/site/publish.ts'
import type { Taken } from '../../cli/site/taken.ts'
import { deploy } from '../../fixtures/testbed/deployments/deploy.ts'
import { pagesForReads } from '../../fixtures/testbed/deployments/gateway-pages.ts'
import { COVERING, shapeText } from '../../fixtures/testbed/deployments/shape.ts'
import { writeCloudsFile } from '../../reference-cloud/clouds-file.ts'
import { createReferenceCloud } from '../../reference-cloud/reference-cloud.ts'
import { withRun } from '../../site/data/add-run.ts'
import type { KeptRun } from '../../site/data/site-index.ts'
import { INDEX, SiteStore } from '../../site/data/store.ts'
import { packagedReleases } from '../../src/attestation/releases.ts'
import { now } from '../../src/journal/journal.ts'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { TinyAuthority } from '../../src/openstack/testing/tiny-authority.ts'
import { packageRoot } from '../../src/package-root.ts'
import { publishedRuns } from '../published/table.ts'
import { releasesNamed } from '../releases.ts'
import { certifiedExample, EXAMPLE_PROFILE } from './certified-example.ts'
import { siteRunOfRelease } from './published-release.ts'
import { recordedAnswers, recordedErrata } from './recorded-answers.ts'

const SITE = join(packageRoot, 'docs', 'site')

/** Runs are kept here: those that are there already are not performed again. */
const RUNS = process.env.ATTEST_OBSERVATORY ?? join(packageRoot, 'reports', 'observatory')

/** An observed cloud: its name on the site, what runs there, and its run or the bundle of it. */
interface Observed {
  readonly as: string
  readonly label: string
  readonly release?: string
  readonly path: string
  /** Keys that have signed the bundle. */
  readonly trust?: readonly string[]
}

const REFERENCE = 'the reference cloud of Attest'

async function attest(folder: string, args: readonly string[], cloudsFile?: string) {
  if (existsSync(join(folder, 'results.json'))) return
  rmSync(folder, { recursive: true, force: true })
  const env = cloudsFile === undefined ? {} : { OS_CLIENT_CONFIG_FILE: cloudsFile }
  await perform(['run', ...args, '--out', folder], env)
}

async function perform(args: readonly string[], env = {}): Promise<void> {
  const { code, stderr } = await startProgram(args, RUNS, env).ended
  if (code === 2) throw new Error(stderr)
}

async function releases(): Promise<Observed[]> {
  const observed: Observed[] = []
  for (const release of packagedReleases().keys()) {
    const folder = join(RUNS, `reference-${release}`)
    await attest(folder, ['--release', release, '--microversions', 'edges'])
    observed.push({
      as: `reference-${release}`,
      label: `${REFERENCE} as ${release}`,
      release,
      path: folder,
    })
  }
  return observed
}

/** A run with a certificate, so that the site shows what one looks like. */
async function certificate(): Promise<Observed> {
  const folder = join(RUNS, 'reference-certified')
  await attest(folder, ['--profile', EXAMPLE_PROFILE])
  const { bundle, key } = await certifiedExample(folder, perform)
  const label = `${REFERENCE}, with an example of a certificate: its key was thrown away`
  return { as: 'reference-certified', label, path: bundle, trust: [key] }
}

const SHAPES = ['prefixes-and-tls', 'hosts-and-regions', 'gateway-errors']

/** The reference cloud behind gateways, which together have everything that deployments differ in. */
async function shapes(): Promise<Observed[]> {
  if (!TinyAuthority.isPossible()) return []
  const authority = new TinyAuthority(RUNS)
  const observed: Observed[] = []
  for (const [at, shape] of COVERING.entries()) {
    const as = `shape-${SHAPES[at] ?? at}`
    const folder = join(RUNS, as)
    const cloud = await createReferenceCloud({ latencyMs: 5 })
    const pages = shape.gateway === 'errors of the gateway' ? pagesForReads() : undefined
    const deployed = await deploy(cloud, shape, authority, pages)
    try {
      const file = join(RUNS, `${as}.yaml`)
      await writeCloudsFile(file, deployed.clouds)
      await attest(folder, [...ALL_PERSONAS, '--quick', '--microversions', 'edges'], file)
    } finally {
      await deployed.close()
      await cloud.close()
    }
    observed.push({ as, label: `${REFERENCE} with ${shapeText(shape)}`, path: folder })
  }
  return observed
}

/** The real releases that the lab has brought up: results, with answers that were recorded elsewhere. */
function realReleases(store: SiteStore, runs: readonly KeptRun[]): readonly KeptRun[] {
  const contracts = loadContracts()
  return publishedRuns(releasesNamed('all')).reduce((all, published) => {
    const run = siteRunOfRelease(published)
    const evidence = recordedAnswers(published.release, run.target.title, contracts)
    return withRun(store, all, { run, evidence }, published.startedAt)
  }, runs)
}

it('puts our own runs on docs/site', async () => {
  mkdirSync(RUNS, { recursive: true })
  const observed = [...(await releases()), ...(await shapes()), await certificate()]
  const taken: Taken[] = []
  for (const { path, ...facts } of observed) taken.push(await takeIn(path, facts))
  rmSync(SITE, { recursive: true, force: true })
  const last =
    taken
      .map(({ run }) => run.startedAt)
      .toSorted()
      .at(-1) ?? now()
  const runs = await changeSite(
    SITE,
    (store) => {
      const own = taken.reduce<readonly KeptRun[]>(
        (all, { run, judgement, evidence }) =>
          withRun(store, all, { run, judgement, evidence }, run.startedAt),
        [],
      )
      return realReleases(store, own)
    },
    {
      builtAt: last,
      errata: (store) =>
        Object.fromEntries(
          [...recordedErrata(loadContracts())].map(([id, shown]) => [id, store.addEvidence(shown)]),
        ),
    },
  )

  expect(runs).toHaveLength(observed.length + publishedRuns(releasesNamed('all')).length)
  expect(new SiteStore(SITE).index()?.targets).toHaveLength(runs.length)
  expect(existsSync(join(SITE, INDEX))).toBe(true)
})
