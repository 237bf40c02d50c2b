import { disturbanceLine } from '../../src/journal/record/disturbances.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { CASE_VERDICTS } from '../../src/judge/verdict.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import { insecurityOf } from '../../src/openstack/http/insecure-origins.ts'
import { resumedLine } from '../beside-the-cases.ts'
import { ERRORS_TITLE, type Finding } from '../findings/finding.ts'
import { findingsOf } from '../findings/findings.ts'
import type { OperationLookup } from '../operation-lookup.ts'
import { recommendationsTitle } from '../recommendations.ts'
import { coverageOf } from '../results/coverage.ts'
import type { Results } from '../results/results-schema.ts'
import { verdictText } from '../results/scope.ts'
import { verdictCounts } from '../results/verdict-counts.ts'
import { servicesLine, serviceTitle, targetTitle, versionNotes } from '../services.ts'
import { escapeControls } from '../text/escape-controls.ts'
import { VERDICT_SIGNS, VERDICT_WORDS } from '../text/verdict-signs.ts'
import { attemptSection, leakSection, reasonSection, unusedWaiverSection } from './case-sections.ts'
import { brokenSection, otherSection } from './finding-sections.ts'
import { oneScreen, type Section } from './one-screen.ts'
import { type Paint, paintFor, type Screen, VERDICT_STYLES } from './paint.ts'
import { statusTable } from './status-table.ts'

export interface SummaryOptions {
  readonly lookup: OperationLookup
  readonly contracts: Contracts
  /** The files to name at the end: each with its title and its path. */
  readonly reports: readonly { readonly name: string; readonly path: string }[]
  /** The digest at the end of the journal, with which a certificate can be compared. */
  readonly head?: string | undefined
  /** The folder of the run, as typed in a command. Default: the id of the run. */
  readonly run?: string
  /** The stream of the output, which decides on colour. Default: a pipe, without colour. */
  readonly screen?: Screen
}

/** The text that `attest run` prints at the end: one screen, with the verdict in the first and the last line. */
export function terminalSummary(
  record: RunRecord,
  results: Results,
  options: SummaryOptions,
): string {
  const { lookup, contracts, screen = {}, run = record.run } = options
  const paint = paintFor(screen)
  const { cases, accepted } = record
  const findings = findingsOf(record, lookup)
  const of = (kind: Finding['kind']) => findings.filter((one) => one.kind === kind)
  const broken = of('broken')
  const width = Math.max(LEAST_WIDTH, screen.columns ?? WIDTH)
  const context = { all: cases, lookup, paint, run, width }
  const table = [...statusTable(record, paint), paint('dim', LEGEND)]
  const lines = oneScreen([
    {
      lengths: [[...headline(record, results, paint), paint('dim', coverage(record, contracts))]],
    },
    brokenSection(broken, context),
    otherSection(ERRORS_TITLE, of('error'), context),
    otherSection(recommendationsTitle, of('recommendation'), context),
    reasonSection('Not tested', cases, 'not-tested', accepted, paint),
    leakSection(record, paint),
    unusedWaiverSection(record, paint),
    attemptSection(cases, paint),
    reasonSection('Waived', cases, 'waived', [], paint),
    { lengths: broken.length > 0 ? [] : [table, []] },
    reasonSection('Not applicable', cases, 'not-applicable', [], paint),
    endSection(record, results, options, paint),
  ])
  return `${lines.join('\n')}\n`
}

const WIDTH = 160
const LEAST_WIDTH = 80

/** The paths of the reports, the digest at the end of the journal, and the verdict again. */
function endSection(
  { target }: RunRecord,
  results: Results,
  { reports, head }: SummaryOptions,
  paint: Paint,
): Section {
  const width = Math.max(0, ...reports.map(({ name }) => name.length))
  const all = reports.map(({ name, path }) => `${name.padEnd(width)}  ${escapeControls(path)}`)
  const last = [
    ...(head ? [`journal ends in ${head}`] : []),
    `${verdictWord(results, paint)}  ${escapeControls(targetTitle(target))}`,
  ]
  return {
    lengths: [
      [...all, ...last],
      [...all.slice(0, REPORTS_SHOWN), ...last],
    ],
  }
}

const REPORTS_SHOWN = 2

function verdictWord(results: Results, paint: Paint): string {
  const [word = '', ...scope] = verdictText(results).split(' ')
  const text = [word.toUpperCase(), ...scope].join(' ')
  return paint(VERDICT_STYLES[results.verdict], text)
}

const LEGEND = `${CASE_VERDICTS.map((verdict) => `${VERDICT_SIGNS[verdict]} ${VERDICT_WORDS[verdict]}`).join('   ')}   2/9: two of nine cases`

function headline(record: RunRecord, results: Results, paint: Paint): string[] {
  const { counts, timing } = results
  const of = verdictCounts(results)
  const parts = CASE_VERDICTS.filter((each) => of[each] > 0).map((each) =>
    paint(VERDICT_STYLES[each], `${VERDICT_SIGNS[each]} ${of[each]} ${VERDICT_WORDS[each]}`),
  )
  const { target, suite, interrupted, shard, origins } = record
  const resumed = resumedLine(record)
  const insecurity = insecurityOf(origins)
  const seconds = (timing.wallMs / 1000).toFixed(1)
  return [
    `${verdictWord(results, paint)}  ${escapeControls(`${targetTitle(target)}: ${servicesLine(target)}`)}`,
    ...versionNotes(target).map((note) => paint('yellow', escapeControls(note))),
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
