import { createHash } from 'node:crypto'
import { type Label, LabelName, Severity } from 'allure-js-commons'
import { harmless } from '../harmless.ts'
import { serviceName } from '../operation-lookup.ts'
import type { PerformedCase } from '../run-record.ts'

/** The label that says which case a result is of. */
export const CASE_LABEL = 'attest.case'
/** The label that says the verdict in this project's words. */
export const VERDICT_LABEL = 'attest.verdict'

/** The same for the same case in every run, so that histories join. */
export function historyId({ planned }: Pick<PerformedCase, 'planned'>): string {
  return createHash('md5').update(planned.id).digest('hex')
}

/** `<title> @ <microversion>`; the title alone where no microversion applies. */
export function caseName({ planned }: Pick<PerformedCase, 'planned'>): string {
  const { title, microversion } = planned
  return microversion === undefined ? harmless(title) : `${harmless(title)} @ ${microversion}`
}

export function caseLabels({ planned, verdict, reason }: PerformedCase): Label[] {
  const service = serviceName(planned.operation)
  const tags = [
    verdict,
    planned.level,
    String(planned.status),
    planned.persona,
    ...(reason ? [reason.code] : []),
  ]
  return [
    { name: LabelName.EPIC, value: service },
    { name: LabelName.FEATURE, value: planned.operation },
    { name: LabelName.STORY, value: planned.requirement },
    {
      name: LabelName.SEVERITY,
      value: planned.level === 'MUST' ? Severity.CRITICAL : Severity.MINOR,
    },
    { name: CASE_LABEL, value: planned.id },
    { name: VERDICT_LABEL, value: verdict },
    ...tags.map((value) => ({ name: LabelName.TAG, value })),
  ]
}
