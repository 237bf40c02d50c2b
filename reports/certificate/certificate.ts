import { releasesOffering } from '../../src/attestation/releases.ts'
import { ownValue } from '../../src/own-value.ts'
import type { Results } from '../results/results-schema.ts'

/** The content of a certificate, computed from the evidence and never written by hand. */
export interface Certificate {
  readonly profile: {
    readonly name: string
    /**
     * The API documents that it covers, each with a range such as `2.1 to 2.93`; null without
     * microversions.
     */
    readonly documents: readonly {
      readonly id: string
      readonly title: string
      readonly microversions: string | null
    }[]
    readonly requirements: number
    /** `sha256:<hex>` of the promises. */
    readonly digest: string
  }
  readonly suite: Results['suite'] & { readonly digest: string }
  readonly target: Results['target']
  /** The known releases of OpenStack that offer exactly these microversions. */
  readonly releases: readonly string[]
  readonly transport: Results['transport']
  readonly run: string
  /** The journal: every request, answer, wait and verdict. */
  readonly evidence: {
    /** `sha256:<hex>` of its bytes. */
    readonly digest: string
    readonly lines: number
    /** The digest at the end of its chain. */
    readonly chain: string
  }
  readonly testedAt: string
  /** Times of requests in the evidence; null without requests. */
  readonly firstRequestAt: string | null
  readonly lastRequestAt: string | null
  /** How often the run was interrupted and resumed. */
  readonly resumptions: number
  /** ISO 8601; the certificate expires then. */
  readonly validUntil: string
  readonly verdict: Results['verdict']
  /** Of how many promises of the documents the run was. */
  readonly scope: Results['scope']
  /** Attempts at cases that were interrupted. */
  readonly unfinishedAttempts: Results['unfinishedAttempts']
  readonly counts: Results['counts']
  /** Number of promises by verdict. */
  readonly promises: Readonly<Record<string, number>>
  /** Promises that were not tested or do not apply: why, who states it, and which. */
  readonly gaps: readonly {
    readonly by: GapSource
    readonly code: string
    readonly message: string
    readonly requirements: readonly string[]
  }[]
  /** Recommendations (SHOULD) that the target does not follow. */
  readonly unfollowed: readonly string[]
}

/**
 * Who states that something was not tested or does not apply: the owner of the cloud has declared
 * it, the answers of the cloud have shown it, or the run could not test it.
 */
export type GapSource = 'owner' | 'cloud' | 'run'

/** The certificate of a run. */
export function certificateOf(
  results: Results,
  facts: {
    readonly profile: Certificate['profile']
    readonly suiteDigest: string
    readonly evidence: Certificate['evidence']
    readonly validUntil: string
  },
): Certificate {
  const { suite, target, transport, run, startedAt, resumptions, timing } = results
  const { verdict, counts, requirements, cases, unfinishedAttempts } = results
  const promises: Record<string, number> = {}
  for (const one of requirements) promises[one.verdict] = (promises[one.verdict] ?? 0) + 1
  const gaps = new Map<
    string,
    { by: GapSource; code: string; message: string; requirements: Set<string> }
  >()
  for (const { verdict, reason, requirement } of cases) {
    if (reason === null || verdict === 'failed') continue
    const key = `${reason.code}: ${reason.message}`
    const gap = gaps.get(key) ?? { by: sourceOf(reason.code), ...reason, requirements: new Set() }
    gap.requirements.add(requirement)
    gaps.set(key, gap)
  }
  return {
    profile: facts.profile,
    suite: { ...suite, digest: facts.suiteDigest },
    target,
    releases: releasesOffering((service) => ownValue(target.services, service)?.microversions?.max),
    transport,
    run,
    evidence: facts.evidence,
    testedAt: startedAt,
    firstRequestAt: timing.firstRequestAt,
    lastRequestAt: timing.lastRequestAt,
    resumptions,
    validUntil: facts.validUntil,
    verdict,
    scope: results.scope,
    unfinishedAttempts,
    counts,
    promises,
    gaps: [...gaps.values()].map((gap) => ({ ...gap, requirements: [...gap.requirements] })),
    unfollowed: requirements
      .filter(({ level, verdict }) => level === 'SHOULD' && verdict === 'failed')
      .map(({ id }) => id),
  }
}

function sourceOf(code: string): GapSource {
  if (code === 'feature-absent') return 'owner'
  return code === 'other-conforming-behaviour' || code === 'microversion-not-offered'
    ? 'cloud'
    : 'run'
}
