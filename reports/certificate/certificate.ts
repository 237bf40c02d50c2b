import type { Results } from '../results-schema.ts'

/** What a certificate says: computed from the evidence, never written by hand. */
export interface Certificate {
  readonly profile: {
    readonly name: string
    /** By the service in words: `2.1 to 2.93`. */
    readonly ranges: Readonly<Record<string, string>>
    readonly requirements: number
    /** `sha256:<hex>` of the promises. */
    readonly digest: string
  }
  readonly suite: Results['suite'] & { readonly digest: string }
  readonly target: Results['target']
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
  readonly verdict: Results['verdict']
  /** How often the run was taken up again, and the attempts at cases that were broken off. */
  readonly resumptions: number
  readonly unfinishedAttempts: Results['unfinishedAttempts']
  readonly counts: Results['counts']
  /** Promises by their verdict. */
  readonly promises: Readonly<Record<string, number>>
  /** Why promises were not tested or do not apply, and which. */
  readonly gaps: readonly {
    readonly code: string
    readonly message: string
    readonly requirements: readonly string[]
  }[]
  /** Recommendations (SHOULD) that the target does not follow. */
  readonly unfollowed: readonly string[]
}

/** The certificate of a run. */
export function certificateOf(
  results: Results,
  facts: {
    readonly profile: Certificate['profile']
    readonly suiteDigest: string
    readonly evidence: Certificate['evidence']
  },
): Certificate {
  const { suite, target, run, startedAt, verdict, counts, requirements, cases } = results
  const { resumptions, unfinishedAttempts } = results
  const promises: Record<string, number> = {}
  for (const one of requirements) promises[one.verdict] = (promises[one.verdict] ?? 0) + 1
  const gaps = new Map<string, { code: string; message: string; requirements: Set<string> }>()
  for (const { verdict, reason, requirement } of cases) {
    if (reason === null || verdict === 'failed') continue
    const key = `${reason.code}: ${reason.message}`
    const gap = gaps.get(key) ?? { ...reason, requirements: new Set() }
    gap.requirements.add(requirement)
    gaps.set(key, gap)
  }
  return {
    profile: facts.profile,
    suite: { ...suite, digest: facts.suiteDigest },
    target,
    run,
    evidence: facts.evidence,
    testedAt: startedAt,
    verdict,
    resumptions,
    unfinishedAttempts,
    counts,
    promises,
    gaps: [...gaps.values()].map((gap) => ({ ...gap, requirements: [...gap.requirements] })),
    unfollowed: requirements
      .filter(({ level, verdict }) => level === 'SHOULD' && verdict === 'failed')
      .map(({ id }) => id),
  }
}
