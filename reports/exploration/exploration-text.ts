import { escapeControls } from '../text/escape-controls.ts'
import { coverageLine, operationLines } from './coverage.ts'
import type { ExplorationReport } from './exploration-report.ts'

/** What an exploration prints of its coverage: a line, and one for each operation. */
export function coverageText({ coverage }: Pick<ExplorationReport, 'coverage'>): string {
  const lines = [
    `covered: ${coverageLine(coverage)}`,
    ...operationLines(coverage).map((line) => `  ${line}`),
  ]
  return `${lines.map(escapeControls).join('\n')}\n`
}
