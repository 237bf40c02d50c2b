import { plain } from '../errata/markdown.ts'
import { servicesLine, targetTitle } from '../services.ts'
import { codeSpan } from '../summary/code-span.ts'
import { escapeControls } from '../text/escape-controls.ts'
import { coverageLine, operationLines } from './coverage.ts'
import { endLines, repetitionsLine } from './end-lines.ts'
import type { ExplorationReport, Found } from './exploration-report.ts'
import { knownLines } from './known-lines.ts'
import { resultLine } from './result-line.ts'

const LONGEST = 1_000

/** `summary.md` of an exploration, for a pull request. */
export function explorationSummary(report: ExplorationReport): string {
  const { record, found, known, coverage } = report
  const { target, suite, wallMs } = record
  const seconds = (wallMs / 1000).toFixed(1)
  const lines = [
    `## ${found === undefined ? '☑️' : '❌'} Attest explored: ${plain(resultLine(report))}`,
    '',
    `${codeSpan(targetTitle(target), 120)}: ${plain(escapeControls(servicesLine(target)))}. ${seconds} s by Attest ${suite.version}.`,
    '',
    ...endLines(report).flatMap((line) => [`**${plain(escapeControls(line))}**`, '']),
    ...(found === undefined ? [] : foundLines(found)),
    ...(known.length === 0 ? [] : [...knownLines(known).map((line) => `- ${plain(line)}`), '']),
    `### Covered: ${coverageLine(coverage)}`,
    '',
    '```',
    ...operationLines(coverage),
    '```',
    '',
    ...record.leaked.map(
      ({ kind, id, name }) =>
        `- left on the target: ${kind} ${codeSpan(id ?? 'id unknown')} ${codeSpan(name)}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function foundLines({ history, ...repeated }: Found): string[] {
  const { verdict, calls } = history
  if (verdict.code !== 'broken') return []
  return [
    `${codeSpan(verdict.rule)}: ${codeSpan(verdict.message, LONGEST)}`,
    '',
    `${repetitionsLine(repeated)} \`history.json\` repeats it.`,
    '',
    '| | lane | call | answer | from – to |',
    '| --- | ---: | --- | ---: | ---: |',
    ...calls.map(({ lane, words, status, sentMs, answeredMs }, number) => {
      const mark = number === verdict.call ? '✗' : ''
      const when = `${Math.round(sentMs)} – ${Math.round(answeredMs)} ms`
      return `| ${mark} | ${lane + 1} | ${codeSpan(words)} | ${status} | ${when} |`
    }),
    '',
  ]
}
