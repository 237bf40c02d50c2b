import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import { CASE_VERDICTS } from '../../src/judge/verdict.ts'
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
import type { Comparison } from '../compare/compare-results.ts'
import { plain } from '../errata/markdown.ts'
import { ERRORS_TITLE, type Finding } from '../findings/finding.ts'
import { findingsOf } from '../findings/findings.ts'
import type { OperationLookup } from '../operation-lookup.ts'
import { recommendationsTitle } from '../recommendations.ts'
import { grouped } from '../results/grouped.ts'
import type { Results } from '../results/results-schema.ts'
import { verdictText } from '../results/scope.ts'
import { verdictCounts } from '../results/verdict-counts.ts'
import { servicesLine, targetTitle, versionNotes } from '../services.ts'
import { escapeControls } from '../text/escape-controls.ts'
import { VERDICT_WORDS } from '../text/verdict-signs.ts'
import { changeList } from './change-list.ts'
import { codeSpan } from './code-span.ts'
import { findingList } from './finding-list.ts'

/** A comment on a pull request may have 65 536 characters; some are left for other tools. */
const LONGEST = 50_000
const LINES_OF_A_LIST = 20
const LONGEST_LINE = 1_000

const SIGNS = { conformant: '✅', 'non-conformant': '❌', inconclusive: '⚠️' } as const

/**
 * `summary.md`, for a pull request: the verdict, the counts, the broken promises with what was
 * expected and what came, and what changed since the baseline, if there is one. It is never longer
 * than a comment may be.
 */
export function summaryPage(
  record: RunRecord,
  results: Results,
  { lookup, comparison }: { readonly lookup: OperationLookup; readonly comparison?: Comparison },
): string {
  const { cases } = record
  const findings = findingsOf(record, lookup)
  const listed = (title: string, kind: Finding['kind']) =>
    findingList(
      title,
      findings.filter((one) => one.kind === kind),
      cases,
      lookup,
    )
  const lines = [
    ...headline(record, results),
    ...(comparison ? changeList(comparison) : []),
    ...listed('Broken promises, by cause', 'broken'),
    ...section(
      OUTSIDE_TITLE,
      record.outsideViolations.map((one) => codeSpan(outsideLine(one), 400)),
    ),
    ...section(
      UNFINISHED_TITLE,
      attemptsOf(cases).map(
        ({ of, attempt }) => `${codeSpan(of.planned.id)}: ${codeSpan(attemptLine(attempt), 400)}`,
      ),
    ),
    ...listed(ERRORS_TITLE, 'error'),
    ...section('Not tested', reasonsOf(cases, 'not-tested', record.accepted)),
    ...section('Waived', waiversOf(record, false)),
    ...section('Waivers that excuse no failure: delete them', waiversOf(record, true)),
    ...listed(recommendationsTitle, 'recommendation'),
    ...section('Left behind on the target', [
      ...record.leaked.map(
        ({ kind, id, name }) => `${kind} ${codeSpan(id ?? 'id unknown')} ${codeSpan(name)}`,
      ),
      ...(record.unseen === undefined
        ? []
        : [`not known whether more is left: ${codeSpan(record.unseen)}`]),
    ]),
  ]
  return within(lines, LONGEST)
}

function headline(record: RunRecord, results: Results): string[] {
  const { target, suite, interrupted, strict, shard, origins } = record
  const { verdict, timing } = results
  const resumed = resumedLine(record)
  const of = verdictCounts(results)
  const shown = CASE_VERDICTS.map((each) => [VERDICT_WORDS[each], of[each]] as const)
  const insecurity = insecurityOf(origins)
  const seconds = (timing.wallMs / 1000).toFixed(1)
  return [
    `## ${SIGNS[verdict]} Attest: ${verdictText(results)}`,
    '',
    `${codeSpan(targetTitle(target), 120)}: ${plain(escapeControls(servicesLine(target)))}. ${timing.requests} requests in ${seconds} s by Attest ${suite.version}${strict ? ', strict' : ''}.`,
    ...versionNotes(target).flatMap((note) => ['', codeSpan(note, LONGEST_LINE)]),
    ...(shard ? ['', `Part ${shard.index} of ${shard.of} of a plan.`] : []),
    ...(resumed === undefined ? [] : ['', resumed]),
    ...(insecurity === undefined ? [] : ['', `⚠️ ${codeSpan(insecurity, LONGEST_LINE)}`]),
    ...(interrupted ? ['', '**The run was interrupted before its end.**'] : []),
    '',
    `| cases | ${shown.map(([word]) => word).join(' | ')} |`,
    `| ---: | ${shown.map(() => '---:').join(' | ')} |`,
    `| ${results.counts.cases} | ${shown.map(([, count]) => count).join(' | ')} |`,
    '',
  ]
}

function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return []
  const more = items.length - LINES_OF_A_LIST
  return [
    `### ${title}`,
    '',
    ...items.slice(0, LINES_OF_A_LIST).map((item) => `- ${item}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
    '',
  ]
}

function reasonsOf(
  cases: readonly CaseRecord[],
  verdict: CaseRecord['verdict'],
  accepted: readonly string[],
): string[] {
  const own = cases.filter((each) => each.verdict === verdict)
  const groups = grouped(own, ({ reason }) => `${reason?.code}: ${reason?.message}`)
  return [...groups].map(([reason, alike]) => {
    const known = accepted.includes(alike[0].reason?.code ?? '') ? ', accepted' : ''
    return `${alike.length} × ${codeSpan(reason, 240)}${known}`
  })
}

function waiversOf({ waivers }: RunRecord, unused: boolean): string[] {
  return waivers
    .filter((use) => (unused ? use.unused : use.cases.length > 0))
    .map(({ waiver, cases }) => {
      const { reason, owner, issue, expires } = waiver
      const link = issue === undefined ? 'no issue' : codeSpan(issue)
      return `${cases.length} × ${codeSpan(waiverScope(waiver))}: ${codeSpan(reason)} (${codeSpan(owner)}, until ${expires}, ${link})`
    })
}

/** As many whole lines as fit. */
function within(lines: readonly string[], longest: number): string {
  const end = '\n_Cut here: the report has the rest._\n'
  let text = ''
  for (const line of lines) {
    if (text.length + line.length + 1 > longest - end.length) return `${text}${end}`
    text += `${line}\n`
  }
  return text
}
