import type { Finding } from '../findings/finding.ts'
import { type FindingContext, findingLine, findingLines } from './finding-lines.ts'
import type { Section } from './one-screen.ts'

/** The most findings that are shown in full, and in one line each. */
const IN_FULL = 3
const IN_A_LINE = 6

/** Broken promises: the first findings in full, the others in one line, as far as there is room. */
export function brokenSection(findings: readonly Finding[], context: FindingContext): Section {
  if (findings.length === 0) return { lengths: [] }
  const most = Math.min(IN_FULL, findings.length)
  const lengths = Array.from({ length: most }, (_, index) => {
    const full = most - index
    return [
      context.paint('bold', titleOf(findings.length)),
      ...findings.slice(0, full).flatMap((one) => findingLines(one, context)),
      ...inALine(findings.slice(full), context),
    ]
  })
  return { lengths }
}

/** Other findings: each in a line, or all in one. */
export function otherSection(
  title: string,
  findings: readonly Finding[],
  context: FindingContext,
): Section {
  if (findings.length === 0) return { lengths: [] }
  const cases = findings.reduce((sum, one) => sum + one.cases.length, 0)
  const short = `${title}: ${cases} ${cases === 1 ? 'case' : 'cases'}, attest show ${context.run} ${findings[0]?.id}`
  return {
    lengths: [[context.paint('bold', title), ...inALine(findings, context)], [short]],
  }
}

function inALine(findings: readonly Finding[], context: FindingContext): string[] {
  const more = findings.length - IN_A_LINE
  return [
    ...findings.slice(0, IN_A_LINE).map((one) => findingLine(one, context)),
    ...(more > 0 ? [`and ${more} more: attest show ${context.run}`] : []),
  ]
}

const titleOf = (count: number): string =>
  count === 1 ? 'Broken promises have one cause' : `Broken promises have ${count} causes`
