import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import type { Finding } from '../findings/finding.ts'
import { weightOf } from '../findings/finding-facts.ts'
import { findingParts } from '../findings/finding-parts.ts'
import type { OperationLookup } from '../operation-lookup.ts'
import { shortened } from '../text/escape-controls.ts'
import { VERDICT_SIGNS } from '../text/verdict-signs.ts'
import { type Paint, VERDICT_STYLES } from './paint.ts'

/** Facts about the run that the lines of a finding need. */
export interface FindingContext {
  readonly all: readonly CaseRecord[]
  readonly lookup: OperationLookup
  readonly paint: Paint
  /** The folder of the run, as typed in a command. */
  readonly run: string
  /** Characters of a line. */
  readonly width: number
}

const NAME = 14
const WEIGHT = 36

/** A finding in one line: what is wrong, and how much is broken by it. */
export function findingLine(finding: Finding, { paint, width }: FindingContext): string {
  const verdict = finding.kind === 'error' ? 'error' : 'failed'
  const sign = paint(VERDICT_STYLES[verdict], VERDICT_SIGNS[verdict])
  return `${sign} ${finding.id} ${paint('bold', shortened(finding.title, width - WEIGHT))}  (${weightOf(finding)})`
}

/** All facts about a finding, and the command that shows more. */
export function findingLines(finding: Finding, context: FindingContext): string[] {
  const { all, lookup, paint, run, width } = context
  return [
    findingLine(finding, context),
    ...findingParts(finding, all, lookup).flatMap(({ name, text }) =>
      inLines(text, width - NAME, name === 'differs' ? 2 : 1).map(
        (line, index) => `    ${(index === 0 ? name : '').padEnd(10)}${line}`,
      ),
    ),
    paint('dim', `    ${'more'.padEnd(10)}attest show ${run} ${finding.id}`),
  ]
}

/** A text in as many lines as it needs, and `most` of them at most. */
function inLines(text: string, width: number, most: number): string[] {
  if (text.length <= width || most === 1) return [shortened(text, width)]
  const space = text.lastIndexOf(' ', width)
  const end = space > width / 2 ? space : width
  return [text.slice(0, end), ...inLines(text.slice(end).trimStart(), width, most - 1)]
}
