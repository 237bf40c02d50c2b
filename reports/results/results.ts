import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import { withCleanUp } from '../../src/judge/clean-up-verdict.ts'
import {
  type CaseOutcome,
  checkTotals,
  countVerdicts,
  runVerdict,
} from '../../src/judge/run-verdict.ts'
import { insecureOrigins } from '../../src/openstack/http/insecure-origins.ts'
import { findingsOf } from '../findings/findings.ts'
import { resultFinding } from '../findings/result-finding.ts'
import { type OperationLookup, packagedLookup } from '../operation-lookup.ts'
import { grouped } from './grouped.ts'
import { worstVerdict } from './requirement-verdict.ts'
import type { Results } from './results-schema.ts'
import { scopeOf } from './scope.ts'

/**
 * The results of a run, in the form of `results.json`; the `lookup` has the promises that findings are about. Throws TotalsError when the verdicts do not
 * match the plan.
 */
export function resultsOf(record: RunRecord, lookup: OperationLookup = packagedLookup): Results {
  const { cases } = record
  checkTotals(
    record.planned.map(({ id }) => id),
    cases.map(({ planned }) => planned.id),
  )
  return {
    run: record.run,
    startedAt: record.startedAt,
    interrupted: record.interrupted,
    resumptions: record.resumptions,
    unfinishedAttempts: unfinishedOf(cases),
    outsideViolations: record.outsideViolations.map(({ group, operation, ...rest }) => ({
      ...rest,
      group: group ?? null,
      operation: operation ?? null,
    })),
    suite: {
      version: record.suite.version,
      specs: record.suite.specs.map((spec) => ({ ...spec })),
    },
    target: targetOf(record),
    transport: {
      origins: record.origins.map(({ origin, certificate }) => ({
        origin,
        certificate: certificate === undefined ? null : { ...certificate },
      })),
      insecure: insecureOrigins(record.origins).map((one) => ({ ...one })),
    },
    shard: record.shard ? { ...record.shard } : null,
    verdict: withCleanUp(
      runVerdict(cases.map(outcome), {
        accepted: record.accepted,
        strict: record.strict,
        unusedWaivers: record.waivers.filter(({ unused }) => unused).length,
        outsideViolations: record.outsideViolations.filter(({ waived }) => !waived).length,
      }),
      record.cleanUp,
    ),
    scope: scopeOf(record),
    findings: findingsOf(record, lookup).map((one) => resultFinding(one, cases)),
    accepted: [...record.accepted],
    strict: record.strict,
    waivers: record.waivers.map(({ waiver, cases, unused }) => ({
      requirement: waiver.requirement,
      microversions: {
        min: waiver.microversions?.min ?? null,
        max: waiver.microversions?.max ?? null,
      },
      reason: waiver.reason,
      owner: waiver.owner,
      issue: waiver.issue ?? null,
      expires: waiver.expires,
      cases: [...cases],
      unused,
    })),
    counts: countVerdicts(cases),
    cases: cases.map(resultsCase),
    requirements: requirementsOf(cases),
    resources: {
      created: createdBy(record),
      cleanUp: record.cleanUp,
      unseen: record.unseen ?? null,
      leaked: record.leaked.map(({ kind, id, name }) => ({ kind, id: id ?? null, name })),
    },
    disturbances: { ...record.disturbances },
    timing: timingOf(record),
  }
}

function targetOf({ target, personaAccess }: RunRecord): Results['target'] {
  const { name, authUrl, services } = target
  return {
    name,
    authUrl,
    services: Object.fromEntries(
      Object.entries(services).map(([id, { title, endpoint, region, microversions, note }]) => [
        id,
        {
          title,
          endpoint,
          region: region ?? null,
          microversions: microversions ? { ...microversions } : null,
          ...(note !== undefined && { note }),
        },
      ]),
    ),
    project: personaAccess.member?.projectId ?? null,
  }
}

function outcome({ planned, verdict, reason, violations }: CaseRecord): CaseOutcome {
  const breaksContract = violations > 0
  return { level: planned.level, verdict, breaksContract, ...(reason && { reason }) }
}

function unfinishedOf(cases: readonly CaseRecord[]): Results['unfinishedAttempts'] {
  return cases.flatMap(({ planned, unfinished }) =>
    unfinished.map(({ number, startedAt, requests, violations, broken }) => ({
      case: planned.id,
      attempt: number,
      startedAt: startedAt ?? null,
      requests,
      violations,
      broken: broken ?? null,
    })),
  )
}

function resultsCase(record: CaseRecord) {
  const { planned, verdict, reason, durationMs, requests, violations } = record
  const { id, requirement, level, operation, status, microversion, persona } = planned
  return {
    id,
    requirement,
    level,
    operation,
    status,
    microversion: microversion ?? null,
    persona,
    verdict,
    reason: reason ? { code: reason.code, message: reason.message } : null,
    durationMs,
    requests,
    violations,
  }
}

function requirementsOf(cases: readonly CaseRecord[]): Results['requirements'] {
  return [...grouped(cases, ({ planned }) => planned.requirement)].map(([id, group]) => {
    const { level, operation, status } = group[0].planned
    const verdict = worstVerdict(group.map((record) => record.verdict))
    return { id, level, operation, status, verdict, cases: group.map(({ planned }) => planned.id) }
  })
}

/** How many resources of each kind the target has created, as far as it returned their ids. */
function createdBy({ resources }: RunRecord): Results['resources']['created'] {
  const made = resources.filter(({ id }) => id !== undefined)
  return Object.fromEntries(
    [...grouped(made, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]),
  )
}

function timingOf(record: RunRecord): Results['timing'] {
  const { cases, sharedExchanges, waitMs, wallMs, firstRequestAt, lastRequestAt } = record
  return {
    wallMs,
    requests:
      sharedExchanges.length + cases.reduce((sum, { exchanges }) => sum + exchanges.length, 0),
    waitMs,
    firstRequestAt: firstRequestAt ?? null,
    lastRequestAt: lastRequestAt ?? null,
  }
}
