import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import type { RequirementId } from '../../src/openapi/contract.ts'
import type { Finding } from './finding.ts'
import { type TestedVersions, testedVersions } from './version-ranges.ts'

/** The promises that a cause breaks, the one about its place first. */
export function promisesOf({ cases }: Pick<Finding, 'cases'>): readonly RequirementId[] {
  return [...new Set(cases.map(({ planned }) => planned.requirement))]
}

/**
 * Where the first promise of a finding was tested and where it is broken, in all cases of the run.
 */
export function versionsOf(
  { cases, kind }: Pick<Finding, 'cases' | 'kind'>,
  all: readonly CaseRecord[],
): TestedVersions {
  const lead = cases[0]?.planned
  const own =
    lead === undefined || kind === 'error'
      ? []
      : all.filter(
          ({ planned }) =>
            planned.requirement === lead.requirement && planned.persona === lead.persona,
        )
  return testedVersions(own)
}

/** `also seen in 93 cases of 46 promises`, and what could not be tested; empty where there is nothing. */
export function alsoSeen({ cases, seenToo, follows, outside }: Finding): string {
  const [lead, ...others] = cases
  const promises = new Set(
    others.flatMap(({ planned: { requirement } }) =>
      requirement === lead?.planned.requirement ? [] : [requirement],
    ),
  ).size
  const count = others.length + seenToo.length
  const errors = follows.filter(({ verdict }) => verdict === 'error').length
  const blocked = follows.length - errors
  return [
    ...(count > 0
      ? [
          `also seen in ${counted(count, 'case')}${promises > 0 ? ` of ${counted(promises, 'other promise')}` : ' of it'}`,
        ]
      : []),
    ...(errors > 0 ? [`${counted(errors, 'error')} because of it`] : []),
    ...(blocked > 0 ? [`${counted(blocked, 'case')} not tested because of it`] : []),
    ...(outside.length > 0 ? [`${counted(outside.length, 'answer')} outside of the cases`] : []),
  ].join(', ')
}

/** `94 cases of 47 promises, and 3 that follow`. */
export function weightOf(finding: Finding): string {
  const { cases, follows, kind } = finding
  const promises = counted(promisesOf(finding).length, 'promise')
  const what = counted(cases.length, 'case')
  const whole = kind === 'error' ? what : `${what} of ${promises}`
  return follows.length === 0 ? whole : `${whole}, and ${follows.length} that follow`
}

export function counted(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`
}
