import { createHash } from 'node:crypto'
import { type Label, LabelName, Severity } from 'allure-js-commons'
import type { PerformedCase } from '../../src/journal/record/run-record.ts'
import { CASE_LABEL } from '../../src/run/case-label.ts'
import type { ReportedTarget } from '../services.ts'
import { serviceName } from '../services.ts'
import { escapeControls } from '../text/escape-controls.ts'

/** The label with the verdict in Attest's own words. */
const VERDICT_LABEL = 'attest.verdict'
/** The label that names the finding of a case; categories go by it. */
export const FINDING_LABEL = 'attest.finding'

/** The same id for the same case in every run, so that Allure joins their histories. */
export function historyId({ planned }: Pick<PerformedCase, 'planned'>): string {
  return createHash('md5').update(planned.id).digest('hex')
}

/** `<title> @ <microversion>`; only the title where no microversion applies. */
export function caseName({ planned }: Pick<PerformedCase, 'planned'>): string {
  const { title, microversion } = planned
  return microversion === undefined
    ? escapeControls(title)
    : `${escapeControls(title)} @ ${microversion}`
}

/** The place of a case in the tree of a report: service, operation and requirement. */
export function caseTree(
  { planned }: Pick<PerformedCase, 'planned'>,
  target: ReportedTarget,
): [string, string, string] {
  return [serviceName(target, planned.operation), planned.operation, planned.requirement]
}

export function caseLabels(
  { planned, verdict, reason }: PerformedCase,
  target: ReportedTarget,
  finding?: string,
): Label[] {
  const [epic, feature, story] = caseTree({ planned }, target)
  const tags = [
    verdict,
    planned.level,
    String(planned.status),
    planned.persona,
    ...(reason ? [reason.code] : []),
  ]
  return [
    { name: LabelName.EPIC, value: epic },
    { name: LabelName.FEATURE, value: feature },
    { name: LabelName.STORY, value: story },
    {
      name: LabelName.SEVERITY,
      value: planned.level === 'MUST' ? Severity.CRITICAL : Severity.MINOR,
    },
    { name: CASE_LABEL, value: planned.id },
    { name: VERDICT_LABEL, value: verdict },
    ...(finding === undefined ? [] : [{ name: FINDING_LABEL, value: finding }]),
    ...tags.map((value) => ({ name: LabelName.TAG, value })),
  ]
}
