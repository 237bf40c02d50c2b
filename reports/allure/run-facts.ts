import { Status } from 'allure-js-commons'
import type { Category, EnvironmentInfo, ExecutorInfo } from 'allure-js-commons/sdk'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { insecurityOf } from '../../src/openstack/http/insecure-origins.ts'
import { OUTSIDE_TITLE, outsideLine } from '../beside-the-cases.ts'
import { offerText, targetTitle } from '../services.ts'
import { escapeControls } from '../text/escape-controls.ts'
import { RECOMMENDATION } from './reason-line.ts'

/** `environment.properties`: what was tested, and with which version. */
export function environmentInfo({
  run,
  suite,
  target,
  accepted,
  strict,
  resumptions,
  outsideViolations,
  origins,
}: RunRecord): EnvironmentInfo {
  const insecurity = insecurityOf(origins)
  const facts: [string, string][] = [
    ['Run', run],
    ['Target', targetTitle(target)],
    ...Object.values(target.services).map((one) => [one.title, offerText(one)] as const),
    ['Personas', target.personas.join(', ')],
    ...(insecurity === undefined ? [] : [['Transport', insecurity] as const]),
    ['Attest', suite.version],
    ...suite.specs.map(({ document, digest }): [string, string] => [document, digest]),
    ...(strict ? [['Strict', 'failed recommendations (SHOULD) fail the run'] as const] : []),
    ...(accepted.length > 0 ? [['Accepted as not tested', accepted.join(', ')] as const] : []),
    ...(resumptions > 0 ? [['Resumed', `${resumptions} times`] as const] : []),
    ...(outsideViolations.length > 0
      ? [[OUTSIDE_TITLE, outsideViolations.map(outsideLine).join('; ')] as const]
      : []),
  ].map(([name = '', value = '']) => [name, escapeControls(value)])
  return Object.fromEntries(facts)
}

/** `executor.json`: the program that made these results. */
export function executorInfo({ run, suite }: RunRecord): ExecutorInfo {
  return {
    name: `Attest ${suite.version}`,
    type: 'attest',
    buildName: run,
    reportName: 'Attest conformance report',
  }
}

const category = (name: string, status: Status, code: string): Category => ({
  name,
  matchedStatuses: [status],
  messageRegex: `^${code}:[\\s\\S]*`,
})

/**
 * The categories of cases that were not passed: the first words of a message are its reason code.
 */
export const CATEGORIES: readonly Category[] = [
  {
    name: 'Recommendation not followed (SHOULD)',
    matchedStatuses: [Status.FAILED],
    messageRegex: `^${RECOMMENDATION}[\\s\\S]*`,
  },
  category('A response breaks the contract', Status.FAILED, 'contract-violation'),
  category('Another status than promised', Status.FAILED, 'wrong-status'),
  category('Right schema, wrong values', Status.FAILED, 'wrong-content'),
  category('Not the promised state afterwards', Status.FAILED, '(wrong-state|promise-not-kept)'),
  category('Error: set-up failed', Status.BROKEN, 'setup-failed'),
  category('Error: no answer', Status.BROKEN, 'transport'),
  category('Error: service not available', Status.BROKEN, 'unavailable'),
  category('Error: too many requests', Status.BROKEN, 'rate-limited'),
  category('Error: no valid token', Status.BROKEN, 'token-lost'),
  category('Error: in the suite', Status.BROKEN, '(malformed-request|suite-defect)'),
  category('Not tested: missing persona', Status.SKIPPED, 'missing-persona'),
  category('Not tested: missing feature', Status.SKIPPED, 'missing-feature'),
  category('Not tested: persona is not restricted', Status.SKIPPED, 'persona-not-restricted'),
  category('Not tested: state not reachable', Status.SKIPPED, 'state-not-reachable'),
  category('Not tested: no scenario', Status.SKIPPED, 'no-scenario'),
  category('Not tested: blocked by an earlier case', Status.SKIPPED, 'blocked'),
  category('Not tested: over the budget', Status.SKIPPED, 'over-budget'),
  category('Not tested: ended by --fail-fast', Status.SKIPPED, 'fail-fast'),
  category('Not tested: out of time', Status.SKIPPED, 'out-of-time'),
  category('Not tested: interrupted', Status.SKIPPED, 'interrupted'),
  category('Not tested: nothing could be set up', Status.SKIPPED, 'setup-impossible'),
  category('Not tested: a service stopped answering', Status.SKIPPED, 'service-gone'),
  category(
    'Not applicable',
    Status.SKIPPED,
    '(microversion-not-offered|feature-absent|other-conforming-behaviour)',
  ),
  category('Waived', Status.SKIPPED, 'waiver'),
]
