import { escapeControls } from '../text/escape-controls.ts'
import { coverageLine, operationLines } from './coverage.ts'
import type { ExplorationReport } from './exploration-report.ts'
import { knownLines } from './known-lines.ts'

/** What an exploration prints: the errata that showed, and its coverage in a line and one for each operation. */
export function coverageText({
  coverage,
  known,
}: Pick<ExplorationReport, 'coverage' | 'known'>): string {
  const lines = [
    ...knownLines(known),
    `covered: ${coverageLine(coverage)}`,
    ...operationLines(coverage).map((line) => `  ${line}`),
  ]
  return `${lines.map(escapeControls).join('\n')}\n`
}
