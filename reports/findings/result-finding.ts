import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import type { Results } from '../results/results-schema.ts'
import type { Finding } from './finding.ts'
import { promisesOf, versionsOf } from './finding-facts.ts'

type ResultsFinding = Results['findings'][number]

/** A finding as `results.json` has it. */
export function resultFinding(finding: Finding, all: readonly CaseRecord[]): ResultsFinding {
  const { id, key, kind, title, cause, alsoAt, cases, seenToo, follows, outside, shownIn } = finding
  const lead = cases[0]?.planned
  const { wrong, ...versions } = versionsOf(finding, all)
  return {
    id,
    key,
    kind,
    title,
    operation: cause.subject,
    place: cause.place,
    rule: cause.rule,
    found: cause.found,
    alsoAt: [...alsoAt],
    promise: lead?.requirement ?? null,
    level: lead?.level ?? null,
    exchange: shownIn?.exchange.id ?? null,
    microversions: { wrong: wrong.map((range) => ({ ...range })), ...versions },
    promises: promisesOf(finding).length,
    cases: cases.map(({ planned }) => planned.id),
    seenToo: [...seenToo],
    follows: follows.map(({ planned }) => planned.id),
    outside: [...outside],
  }
}
