import type { Results } from '../../reports/results/results-schema.ts'
import { targetTitle } from '../../reports/services.ts'
import { releasesOffering } from '../../src/attestation/releases.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { ownValue } from '../../src/own-value.ts'
import { answersOf } from './answers-of.ts'
import { latencyOf } from './latency-of.ts'
import type { Outcome, SiteRun } from './site-run.ts'

/** What the results do not say of a run. */
export interface RunFacts {
  readonly kind: 'certificate' | 'run'
  /** Digest of the code that judged it; null where nobody has signed it. */
  readonly code: string | null
  readonly profile: string | null
  readonly certificate: SiteRun['certificate']
  readonly label: string | null
  /** The name under which its target is listed; null: that of the run. */
  readonly as: string | null
  /** null: the release, or the first of several, that offers these microversions. */
  readonly release: string | null
  readonly evidence: SiteRun['evidence']
}

/** A run as a site keeps it, from its journal and the results made of that. */
export function siteRunOf(results: Results, record: RunRecord, facts: RunFacts): SiteRun {
  const { suite, target, timing, cases } = results
  const [offering = null] = releasesOffering(
    (service) => ownValue(target.services, service)?.microversions?.max,
  )
  return {
    format: 1,
    kind: facts.kind,
    run: results.run,
    startedAt: results.startedAt,
    seconds: Math.round(timing.wallMs / 1000),
    requests: timing.requests,
    target: {
      name: facts.as ?? target.name,
      title: facts.as ?? targetTitle(target),
      authUrl: target.authUrl,
      services: Object.fromEntries(
        Object.entries(target.services).map(([id, { title, region, microversions }]) => [
          id,
          { title, region, microversions },
        ]),
      ),
    },
    label: facts.label,
    release: facts.release ?? offering,
    suite: { version: suite.version, code: facts.code, specs: suite.specs },
    profile: facts.profile,
    certificate: facts.certificate,
    verdict: results.verdict,
    scope: results.scope,
    counts: results.counts,
    promises: promisesOf(cases),
    errata: errataIn(cases.map(({ reason }) => reason?.message ?? '')),
    findings: results.findings.map(({ key, title, operation, promise, promises }) => ({
      ...{ key, title, operation, promise, promises },
    })),
    latency: latencyOf(record),
    answers: answersOf(record),
    evidence: facts.evidence,
  }
}

const PERMITTED = /, as the erratum (\S+) permits$/

/** The errata that permitted an answer, from the reasons of cases. */
function errataIn(messages: readonly string[]): string[] {
  return [...new Set(messages.flatMap((message) => PERMITTED.exec(message)?.[1] ?? []))].sort()
}

type OfCase = Pick<Results['cases'][number], 'requirement' | 'verdict' | 'reason' | 'microversion'>

/** The cases of each promise, those together that ended alike. */
function promisesOf(cases: readonly OfCase[]): SiteRun['promises'] {
  const promises: Record<string, Outcome[]> = {}
  for (const { requirement, verdict, reason, microversion } of cases) {
    const [code, message] = [reason?.code ?? null, reason?.message ?? null]
    const outcomes = promises[requirement] ?? []
    promises[requirement] = outcomes
    const alike = outcomes.find(
      (one) => one.verdict === verdict && one.code === code && one.message === message,
    )
    if (alike === undefined)
      outcomes.push({ verdict, code, message, microversions: [microversion] })
    else alike.microversions.push(microversion)
  }
  return promises
}
