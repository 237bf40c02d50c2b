import { resultsOf } from '../results/results.ts'
import { pairsOf, surelyReached } from './coverage.ts'
import type { ExplorationReport, Found, ShownHistory } from './exploration-report.ts'
import type { ExplorationResults } from './exploration-schema.ts'

/** The results of an exploration in the form of its `results.json`. */
export function explorationResults(report: ExplorationReport): ExplorationResults {
  const { record, order, counts, found, cutShort, known, histories, coverage, head } = report
  const { run, startedAt, interrupted, suite, target, transport, ...rest } = resultsOf(record)
  const { resources, disturbances, timing } = rest
  const generated = order.kind === 'generated' ? order : undefined
  return {
    kind: 'exploration',
    ...{ run, startedAt, interrupted, suite, target, transport },
    lost: cutShort?.code === 'lost' ? cutShort.message : null,
    order: {
      seed: generated?.seed ?? null,
      lanes: generated?.lanes ?? null,
      length: generated?.length ?? null,
      most: generated?.most ?? null,
      times: order.kind === 'given' ? order.times : null,
      strict: order.strict ?? false,
    },
    result: found === undefined ? 'nothing-found' : 'found',
    counts: { ...counts, smaller: histories.length - counts.histories },
    found: found === undefined ? null : foundOf(found),
    known: known.map((each) => ({ ...each })),
    coverage: {
      pairs: pairsOf(coverage).length,
      outcomes: surelyReached(coverage).length,
      reached: coverage.map((each) => ({ ...each })),
    },
    histories: histories.map(briefly),
    ...{ resources, disturbances, timing },
    journal: { head },
  }
}

function briefly({
  group,
  verdict,
  lanes,
  calls,
}: ShownHistory): ExplorationResults['histories'][0] {
  return {
    group,
    verdict: verdict.code,
    rule: verdict.code === 'broken' ? verdict.rule : null,
    message: verdict.code === 'consistent' ? null : verdict.message,
    lanes,
    calls: calls.length,
  }
}

function foundOf({ history, broken, of, cutShort }: Found): ExplorationResults['found'] {
  const { group, verdict, calls } = history
  if (verdict.code !== 'broken') return null
  const { rule, message, call } = verdict
  const shown = calls.map((each, number) => ({ ...each, shows: number === call }))
  const isCutShort = cutShort !== undefined
  return { group, rule, message, broken, of, cutShort: isCutShort, calls: shown }
}
