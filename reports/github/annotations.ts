import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import { insecurityOf } from '../../src/openstack/http/insecure-origins.ts'
import { OUTSIDE_TITLE, outsideLine } from '../beside-the-cases.ts'
import { isDecisive } from '../recommendations.ts'
import { grouped } from '../results/grouped.ts'
import type { Results } from '../results/results-schema.ts'
import { escapeControls, shortened } from '../text/escape-controls.ts'

/** GitHub shows this many annotations of a kind per step, and drops the others silently. */
const SHOWN = 10

/** Workflow commands that create annotations in GitHub Actions: one for each broken promise. */
export function githubAnnotations(record: RunRecord, results: Results): string {
  const decisive = record.cases.filter(isDecisive(record.strict))
  const insecurity = insecurityOf(record.origins)
  const lines = [
    ...promises(decisive, 'failed', 'error'),
    ...record.outsideViolations
      .filter(({ waived }) => !waived)
      .slice(0, SHOWN - 1)
      .map((one) => command('error', OUTSIDE_TITLE, shortened(outsideLine(one), 600))),
    ...promises(decisive, 'error', 'warning'),
    ...record.waivers
      .filter(({ unused }) => unused)
      .map(({ waiver }) =>
        command(
          'warning',
          'Waiver that excuses no failure',
          `${waiver.requirement}, of ${waiver.owner}`,
        ),
      ),
    ...(insecurity === undefined ? [] : [command('warning', 'Insecure transport', insecurity)]),
    command(
      'notice',
      `Attest: ${results.verdict}`,
      `${results.counts.passed} of ${results.counts.cases} cases passed, ${results.counts.failed} failed, ${results.counts.error} errors, ${results.counts.notTested} not tested, ${results.counts.waived} waived`,
    ),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

type Kind = 'error' | 'warning' | 'notice'

function promises(cases: readonly CaseRecord[], verdict: CaseRecord['verdict'], kind: Kind) {
  const own = cases.filter((each) => each.verdict === verdict)
  const groups = [...grouped(own, ({ planned }) => planned.requirement)]
  const more = groups.length - (SHOWN - 1)
  const shown = more > 1 ? groups.slice(0, SHOWN - 1) : groups
  return [
    ...shown.map(([requirement, alike]) => command(kind, requirement, describe(alike))),
    ...(more > 1 ? [command(kind, 'Attest', `${more} more promises: the report has all`)] : []),
  ]
}

function describe([first, ...others]: readonly [CaseRecord, ...CaseRecord[]]): string {
  const versions = [first, ...others].map(
    ({ planned }) => planned.microversion ?? 'no microversion',
  )
  const reason = first.reason ? `${first.reason.code}: ${first.reason.message}` : first.verdict
  return `${first.planned.title} (at ${shortened(versions.join(', '), 100)}): ${shortened(reason, 600)}`
}

/** Escapes a text so that it can neither end the command nor begin another. */
function command(kind: Kind, title: string, message: string): string {
  return `::${kind} title=${escapedProperty(escapeControls(title))}::${escaped(escapeControls(message))}`
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
