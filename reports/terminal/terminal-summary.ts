import { disturbanceLine } from '../../src/journal/record/disturbances.ts'
import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import { CASE_VERDICTS, type CaseVerdict } from '../../src/judge/verdict.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { insecurityOf } from '../../src/openstack/http/insecure-origins.ts'
import { waiverScope } from '../../src/waivers/waiver.ts'
import {
  attemptLine,
  attemptsOf,
  OUTSIDE_TITLE,
  outsideLine,
  resumedLine,
  UNFINISHED_TITLE,
} from '../beside-the-cases.ts'
import type { OperationLookup } from '../operation-lookup.ts'
import { isDecisive, recommendationsTitle } from '../recommendations.ts'
import { coverageOf } from '../results/coverage.ts'
import type { Results } from '../results/results-schema.ts'
import { verdictCounts } from '../results/verdict-counts.ts'
import { servicesLine, serviceTitle } from '../services.ts'
import { escapeControls, shortened } from '../text/escape-controls.ts'
import { VERDICT_SIGNS, VERDICT_WORDS } from '../text/verdict-signs.ts'
import { adviceFor } from './advice.ts'
import { brokenPromises } from './broken-promises.ts'
import { type Paint, paintFor, type Screen, VERDICT_STYLES } from './paint.ts'
import { statusTable } from './status-table.ts'

export interface SummaryOptions {
  readonly lookup: OperationLookup
  readonly contracts: Contracts
  /** The files to name at the end: each with its title and its path. */
  readonly reports: readonly { readonly name: string; readonly path: string }[]
  /** The digest at the end of the journal, with which a certificate can be compared. */
  readonly head?: string | undefined
  /** The stream of the output, which decides on colour. Default: a pipe, without colour. */
  readonly screen?: Screen
}

/** The text that `attest run` prints at the end, ready for the terminal. */
export function terminalSummary(
  record: RunRecord,
  results: Results,
  options: SummaryOptions,
): string {
  const paint = paintFor(options.screen ?? {})
  const { cases } = record
  const decides = isDecisive(record.strict)
  const decisive = cases.filter(decides)
  const others = cases.filter((each) => !decides(each))
  const sections = [
    [...headline(record, results, paint), paint('dim', coverage(record, options.contracts))],
    [...statusTable(record, paint), paint('dim', LEGEND)],
    titled('Broken promises', brokenPromises(decisive, 'failed', options.lookup, paint), paint),
    titled(OUTSIDE_TITLE, outside(record), paint),
    titled(UNFINISHED_TITLE, attempts(cases), paint),
    titled(recommendationsTitle, brokenPromises(others, 'failed', options.lookup, paint), paint),
    titled(
      'Errors: not failures of the target',
      brokenPromises(cases, 'error', options.lookup, paint),
      paint,
    ),
    titled('Not tested', reasons(cases, 'not-tested', record.accepted), paint),
    titled('Not applicable', reasons(cases, 'not-applicable', []), paint),
    titled('Waived', reasons(cases, 'waived', []), paint),
    titled('Waivers that excuse no failure', unusedWaivers(record), paint),
    titled('Left behind on the target', leaks(record), paint),
    [...paths(options.reports), ...(options.head ? [`journal ends in ${options.head}`] : [])],
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

const LEGEND = `${CASE_VERDICTS.map((verdict) => `${VERDICT_SIGNS[verdict]} ${VERDICT_WORDS[verdict]}`).join('   ')}   2/9: two of nine cases`

function headline(record: RunRecord, results: Results, paint: Paint): string[] {
  const { verdict, counts, timing } = results
  const of = verdictCounts(results)
  const parts = CASE_VERDICTS.filter((each) => of[each] > 0).map((each) =>
    paint(VERDICT_STYLES[each], `${VERDICT_SIGNS[each]} ${of[each]} ${VERDICT_WORDS[each]}`),
  )
  const { target, suite, interrupted, shard, origins } = record
  const resumed = resumedLine(record)
  const insecurity = insecurityOf(origins)
  const seconds = (timing.wallMs / 1000).toFixed(1)
  return [
    `${paint(VERDICT_STYLES[verdict], verdict.toUpperCase())}  ${escapeControls(`${target.name}: ${servicesLine(target)}`)}`,
    ...(shard
      ? [paint('yellow', `Part ${shard.index} of ${shard.of}: attest merge joins the parts.`)]
      : []),
    ...(resumed === undefined ? [] : [paint('yellow', resumed)]),
    ...(insecurity === undefined ? [] : [paint('yellow', escapeControls(insecurity))]),
    ...(interrupted ? [paint('yellow', 'The run was interrupted before its end.')] : []),
    `${counts.cases} cases: ${parts.join(', ')}`,
    ...recommendations(record, paint),
    ...disturbances(results).map((line) => paint('yellow', line)),
    paint('dim', `${timing.requests} requests in ${seconds} s by Attest ${suite.version}`),
  ]
}

function disturbances({ disturbances: counts }: Results): string[] {
  const line = disturbanceLine(counts)
  return line === undefined ? [] : [line]
}

const AND = new Intl.ListFormat('en-GB')

function coverage({ cases, target }: RunRecord, contracts: SummaryOptions['contracts']): string {
  const { requirements, statuses, microversions } = coverageOf(cases, contracts)
  const versions = Object.entries(microversions).map(
    ([service, count]) => `${count} microversions of ${serviceTitle(target, service)}`,
  )
  return escapeControls(
    [
      `tested ${requirements.reached} of ${requirements.all} requirements`,
      `passed cases for ${statuses.reached} of ${statuses.all} documented statuses of operations`,
      ...(versions.length > 0 ? [`at ${AND.format(versions)}`] : []),
    ].join(', '),
  )
}

/** Explains the verdict where counts and verdict may seem to contradict each other. */
function recommendations({ cases, strict }: RunRecord, paint: Paint): string[] {
  const own = cases.filter(({ planned }) => planned.level === 'SHOULD')
  if (own.length === 0) return []
  const failed = own.filter(({ verdict }) => verdict === 'failed').length
  const outcome = failed === 0 ? 'none failed' : `${failed} failed`
  const effect = strict ? 'they count for the verdict (strict)' : 'they are not part of the verdict'
  return [paint('dim', `of these ${own.length} are recommendations, ${outcome}; ${effect}`)]
}

const OUTSIDE_SHOWN = 10

function outside({ outsideViolations }: RunRecord): string[] {
  const more = outsideViolations.length - OUTSIDE_SHOWN
  return [
    ...outsideViolations.slice(0, OUTSIDE_SHOWN).map((one) => shortened(outsideLine(one), 400)),
    ...(more > 0 ? [`and ${more} more`] : []),
  ]
}

/** The attempts that saw a violation; of the others, only their number. */
function attempts(cases: readonly CaseRecord[]): string[] {
  const all = attemptsOf(cases)
  const telling = all.filter(({ attempt }) => attempt.broken !== undefined)
  const others = all.length - telling.length
  return [
    ...telling.map(
      ({ of, attempt }) => `${of.planned.id}: ${shortened(attemptLine(attempt), 400)}`,
    ),
    ...(others > 0 ? [`${others} that saw no violation; results.json lists them`] : []),
  ]
}

function titled(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint('bold', title), ...lines.map((line) => `  ${line}`)]
}

const MESSAGES_SHOWN = 3

function reasons(
  cases: readonly CaseRecord[],
  verdict: CaseVerdict,
  accepted: readonly string[],
): string[] {
  const own = cases.filter((each) => each.verdict === verdict)
  const codes = [...new Set(own.flatMap(({ reason }) => reason?.code ?? []))]
  return codes.flatMap((code) => {
    const alike = own.filter(({ reason }) => reason?.code === code)
    const messages = [...new Set(alike.flatMap(({ reason }) => reason?.message ?? []))]
    const known = accepted.includes(code)
    const advice = known ? undefined : adviceFor(code)
    const more = messages.length - MESSAGES_SHOWN
    return [
      `${VERDICT_SIGNS[verdict]} ${code}: ${caseCount(alike.length)}${known ? ', accepted' : ''}`,
      ...messages.slice(0, MESSAGES_SHOWN).map((message) => `    ${shortened(message, 160)}`),
      ...(more > 0 ? [`    and ${more} more`] : []),
      ...(advice === undefined ? [] : [`    → ${advice}`]),
    ]
  })
}

const caseCount = (count: number): string => (count === 1 ? '1 case' : `${count} cases`)

function unusedWaivers({ waivers }: RunRecord): string[] {
  const unused = waivers.filter((use) => use.unused)
  if (unused.length === 0) return []
  return [
    ...unused.map(
      ({ waiver }) =>
        `${escapeControls(waiverScope(waiver))}, of ${escapeControls(waiver.owner)}, until ${waiver.expires}`,
    ),
    '→ delete them: the run cannot be conformant with a waiver that excuses nothing',
  ]
}

function leaks({ leaked, cleanUp, unseen }: RunRecord): string[] {
  const notKnown =
    unseen === undefined ? [] : [`not known whether more is left: ${escapeControls(unseen)}`]
  if (leaked.length === 0) {
    if (cleanUp === 'clean') return []
    return unseen === undefined
      ? ['not known: the target was not checked afterwards']
      : [...notKnown, '→ attest cleanup checks again']
  }
  return [
    ...notKnown,
    ...leaked.map(
      ({ kind, id, name }) =>
        `${kind} ${escapeControls(id ?? '(id unknown)')} ${escapeControls(name)}`,
    ),
    '→ attest cleanup removes them; a run that leaves something is not conformant',
  ]
}

function paths(reports: SummaryOptions['reports']): string[] {
  const width = Math.max(0, ...reports.map(({ name }) => name.length))
  return reports.map(({ name, path }) => `${name.padEnd(width)}  ${escapeControls(path)}`)
}
