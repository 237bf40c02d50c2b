import type { SiteRun } from '../../site/data/site-run.ts'
import { siteRunSchema } from '../../site/data/site-run.ts'
import { packagedReleases, releasesOffering } from '../../src/attestation/releases.ts'
import { CASE_VERDICTS, type CaseVerdict } from '../../src/judge/verdict.ts'
import {
  compareMicroversions,
  isMicroversion,
  type Microversion,
} from '../../src/openapi/microversion.ts'
import type { PublishedRun } from '../published/published-run.ts'

const TITLES: Readonly<Record<string, string>> = {
  compute: 'Compute',
  'block-storage': 'Block Storage',
}

/** A published run of a real release in the form of a site: results, without the exchanges. */
export function siteRunOfRelease(run: PublishedRun): SiteRun {
  const services = offeredBy(run)
  const [offering = null] = releasesOffering((service) => services[service]?.microversions.max)
  // Several releases may offer the same; the newest has another name in the lab.
  const release = packagedReleases().has(run.release) ? run.release : offering
  const promises = Object.keys(run.requirements).length
  return siteRunSchema.parse({
    format: 1,
    kind: 'results',
    run: `openstack-${run.release}`,
    startedAt: run.startedAt,
    seconds: run.seconds,
    requests: run.requests,
    target: {
      name: `openstack-${release ?? run.release}`,
      title: `OpenStack ${release ?? run.release}`,
      authUrl: null,
      services,
    },
    label: `Nova ${run.versions.nova}, Cinder ${run.versions.cinder} on ${run.environment.system}`,
    release,
    suite: { version: run.suite.version, code: `commit ${run.suite.commit}`, specs: [] },
    profile: null,
    certificate: null,
    verdict: run.verdict,
    scope: { promises, of: promises },
    counts: run.counts,
    promises: Object.fromEntries(
      Object.entries(run.requirements).map(([id, verdicts]) => [id, outcomesOf(verdicts)]),
    ),
    errata: run.errata,
    ...{ findings: [], latency: [], answers: [], evidence: {} },
  } satisfies Record<keyof SiteRun, unknown>)
}

function outcomesOf(verdicts: PublishedRun['requirements'][string]) {
  return Object.entries(verdicts).map(([verdict, microversions]) => ({
    ...{ verdict: isVerdict(verdict) ? verdict : 'error', code: null, message: null },
    microversions,
  }))
}

function isVerdict(text: string): text is CaseVerdict {
  return CASE_VERDICTS.some((verdict) => verdict === text)
}

/** The microversions at which the release was tested, from the oldest to the newest. */
function offeredBy({ requirements }: PublishedRun) {
  const offered: Record<
    string,
    { title: string; region: null; microversions: { min: Microversion; max: Microversion } }
  > = {}
  for (const [id, verdicts] of Object.entries(requirements)) {
    const service = id.split('.', 1)[0] ?? ''
    for (const version of Object.values(verdicts).flat()) {
      if (version === null || !isMicroversion(version)) continue
      const known = offered[service]?.microversions ?? { min: version, max: version }
      const min = compareMicroversions(version, known.min) < 0 ? version : known.min
      const max = compareMicroversions(version, known.max) > 0 ? version : known.max
      offered[service] = {
        title: TITLES[service] ?? service,
        region: null,
        microversions: { min, max },
      }
    }
  }
  return offered
}
