import type { ExplorationReport, ShownHistory } from '../exploration-report.ts'

/** So many consistent histories, and so many undecided ones, have a place in the report. */
const SAMPLE = 60

/**
 * The histories that the Allure report shows: what was found, as it was found and as small as it became;
 * and a sample of those that were consistent or undecided. Smaller ones that were only tried are left out.
 */
export function shownHistories({
  histories,
  found,
}: Pick<ExplorationReport, 'histories' | 'found'>): readonly ShownHistory[] {
  const generated = histories.filter(({ isGenerated }) => isGenerated)
  const sample = (code: ShownHistory['verdict']['code']) =>
    generated.filter(({ verdict }) => verdict.code === code).slice(0, SAMPLE)
  const broken = generated.filter(({ verdict }) => verdict.code === 'broken')
  const smallest = found === undefined ? [] : [found.history]
  return [...new Set([...smallest, ...broken, ...sample('undecided'), ...sample('consistent')])]
}
