import type { Outcome } from '../../fixtures/core/case/conclude.ts'
import type { Scenario } from '../../fixtures/core/case/scenario.ts'
import type { Evidence } from '../../fixtures/core/replay/evidence.ts'
import { type RepeatedCase, replayRun } from '../../fixtures/core/replay/replay-run.ts'
import { resultsOf } from '../../reports/results/results.ts'
import type { Judgement } from '../../site/data/judgement.ts'
import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import type { Contracts, RequirementId } from '../../src/openapi/contract.ts'
import { operationLookup } from '../../src/openapi/operation-lookup.ts'
import { userAgentOf } from '../../src/openstack/session.ts'

/** The suite that judges: its documents, its scenarios, and what it is called. */
export interface JudgingSuite {
  readonly contracts: Contracts
  readonly scenarios: ReadonlyMap<RequirementId, Scenario>
  readonly identity: Judgement['suite']
}

/**
 * Judges a run by another suite than that of its day, from the recorded answers: each scenario that
 * there is now runs on what was recorded. Where it asks for something that was not recorded, nothing
 * is said about the case.
 */
export async function judgeNow(
  record: RunRecord,
  evidence: Evidence,
  { contracts, scenarios, identity }: JudgingSuite,
): Promise<Judgement> {
  const differing: Judgement['differing'] = {}
  const unjudged: Judgement['unjudged'] = {}
  const outcomes = new Map<string, Outcome>()
  const known = new Map<RequirementId, Scenario>()
  for (const { requirement } of evidence.planned) {
    const scenario = scenarios.get(requirement)
    if (scenario !== undefined) known.set(requirement, scenario)
  }
  const userAgent = userAgentOf(record.suite.version)
  const isKnown = ({ requirement }: { requirement: RequirementId }) => known.has(requirement)
  const gone = evidence.planned.filter((planned) => !isKnown(planned)).map(({ id }) => id)
  const judgeable = { ...evidence, planned: evidence.planned.filter(isKnown) }
  for await (const repeatedCase of replayRun(judgeable, contracts, known, userAgent)) {
    const { planned, recorded, repeated } = repeatedCase
    const missed = unheard(repeatedCase)
    if (missed !== undefined) unjudged[planned.id] = missed
    else if (repeated !== undefined && isOther(recorded, repeated.outcome)) {
      outcomes.set(planned.id, repeated.outcome)
    }
  }
  const cases = record.cases.map((each) => judgedCase(each, outcomes.get(each.planned.id)))
  for (const [at, { planned, verdict, reason }] of cases.entries()) {
    const before = record.cases[at]
    if (before === undefined || !isOther(before, { verdict, ...(reason && { reason }) })) continue
    differing[planned.id] = {
      verdict,
      code: reason?.code ?? null,
      message: reason?.message ?? null,
    }
  }
  const { verdict } = resultsOf({ ...record, cases }, operationLookup(contracts))
  return { format: 1, suite: identity, verdict, differing, unjudged, gone }
}

/**
 * What the scenario asks for now and was not recorded. Something that is wrong in what was recorded
 * decides before that: a case ends there.
 */
function unheard({ repeated }: RepeatedCase): Judgement['unjudged'][string] | undefined {
  if (repeated?.missed === undefined || repeated.outcome.verdict === 'failed') return undefined
  return { asks: repeated.missed, isFineSoFar: repeated.hasUsedAll }
}

function isOther(recorded: Outcome | undefined, now: Outcome): boolean {
  return recorded?.verdict !== now.verdict || recorded.reason?.code !== now.reason?.code
}

/** A waived failure stays waived while it is one. */
function judgedCase(before: CaseRecord, now: Outcome | undefined): CaseRecord {
  if (now === undefined || (before.verdict === 'waived' && now.verdict === 'failed')) return before
  const { reason: _, ...rest } = before
  const violations = now.reason?.code === 'contract-violation' ? Math.max(1, before.violations) : 0
  return { ...rest, violations, ...now }
}
