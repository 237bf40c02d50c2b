import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import { insecurityOf } from '../../src/openstack/http/insecure-origins.ts'
import type { Finding } from '../findings/finding.ts'
import { weightOf } from '../findings/finding-facts.ts'
import { type FindingPart, findingParts } from '../findings/finding-parts.ts'
import { findingsOf } from '../findings/findings.ts'
import { type OperationLookup, packagedLookup } from '../operation-lookup.ts'
import type { Results } from '../results/results-schema.ts'
import { verdictText } from '../results/scope.ts'
import { escapeControls, shortened } from '../text/escape-controls.ts'

/** GitHub shows this many annotations of a kind per step, and drops the others silently. */
const SHOWN = 10

/** Workflow commands that create annotations in GitHub Actions: one for each cause. */
export function githubAnnotations(
  record: RunRecord,
  results: Results,
  lookup: OperationLookup = packagedLookup,
): string {
  const findings = findingsOf(record, lookup)
  const of = (kind: Finding['kind']) => findings.filter((one) => one.kind === kind)
  const insecurity = insecurityOf(record.origins)
  const lines = [
    ...causes(of('broken'), 'error', record, lookup),
    ...causes(of('error'), 'warning', record, lookup),
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
      `Attest: ${verdictText(results)}`,
      `${results.counts.passed} of ${results.counts.cases} cases passed, ${results.counts.failed} failed, ${results.counts.error} errors, ${results.counts.notTested} not tested, ${results.counts.waived} waived`,
    ),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

type Kind = 'error' | 'warning' | 'notice'

function causes(
  findings: readonly Finding[],
  kind: Kind,
  { cases }: RunRecord,
  lookup: OperationLookup,
): string[] {
  const more = findings.length - (SHOWN - 1)
  const shown = more > 1 ? findings.slice(0, SHOWN - 1) : findings
  return [
    ...shown.map((one) =>
      command(kind, `${one.id} ${shortened(one.title, 200)}`, describe(one, cases, lookup)),
    ),
    ...(more > 1 ? [command(kind, 'Attest', `${more} more causes: the report has all`)] : []),
  ]
}

function describe(finding: Finding, all: readonly CaseRecord[], lookup: OperationLookup): string {
  const parts = findingParts(finding, all, lookup)
    .filter(({ name }) => TOLD.has(name))
    .map(({ name, text }) => `${name}: ${text}`)
  return [weightOf(finding), ...parts].join('; ')
}

const TOLD: ReadonlySet<FindingPart['name']> = new Set(['promise', 'differs', 'where'])

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
