import type { ExplorationReport } from './exploration-report.ts'

/** The result of an exploration in a line: it never says that a cloud conforms. */
export function resultLine({ found, counts }: Pick<ExplorationReport, 'found' | 'counts'>): string {
  const { histories, calls, undecided } = counts
  const open = undecided === 0 ? '' : `, ${undecided} undecided`
  const sizes = `${histories} ${histories === 1 ? 'history' : 'histories'}, ${calls} calls${open}`
  if (found?.history.verdict.code !== 'broken') return `nothing found in ${sizes}`
  return `${found.history.verdict.rule} is broken, found in ${sizes}`
}
