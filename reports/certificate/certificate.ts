import { releasesOffering } from '../../src/attestation/releases.ts'
import { ownValue } from '../../src/own-value.ts'
import type { Results } from '../results/results-schema.ts'

/** What a certificate says: computed from the evidence, never written by hand. */
export interface Certificate {
  readonly profile: {
    readonly name: string
    /** The API documents that it covers, each at `2.1 to 2.93`; null where there are no microversions. */
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
  /** Releases of OpenStack that offer exactly these microversions, of those that are known. */
  readonly releases: readonly string[]
  readonly transport: Results['transport']
  readonly run: string
  /** The journal: every request, answer, wait and verdict. */
  readonly evidence: {
    /** `sha256:<hex>` of its bytes. */
    readonly digest: string
    readonly lines: number
    /** What the chain of its lines ends in. */
    readonly chain: string
  }
  readonly testedAt: string
  /** Of the requests that are in evidence; null where there is none. */
  readonly firstRequestAt: string | null
  readonly lastRequestAt: string | null
  /** How often the run was broken off and gone on with. */
  readonly resumptions: number
  /** ISO 8601; afterwards it says nothing any more. */
  readonly validUntil: string
  readonly verdict: Results['verdict']
  /** Attempts at cases that were broken off. */
  readonly unfinishedAttempts: Results['unfinishedAttempts']
  readonly counts: Results['counts']
  /** Promises by their verdict. */
  readonly promises: Readonly<Record<string, number>>
  /** Why promises were not tested or do not apply, by whose word, and which. */
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
 * The source of the statement that something was not tested or does not apply: the owner of the cloud
 * has declared it, the cloud has shown it, or the run could not test it.
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
