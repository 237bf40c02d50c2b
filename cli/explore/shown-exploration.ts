import { Coverage } from '../../explore/coverage/coverage.ts'
import { inWords } from '../../explore/history/words.ts'
import type {
  ExplorationReport,
  Found,
  ShownHistory,
} from '../../reports/exploration/exploration-report.ts'
import type { AsRecorded } from './judge-exploration.ts'

type Judged = AsRecorded['exploration']['histories'][number]

/** An exploration that was judged again, in the form of reports. */
export function shownExploration({
  record,
  exploration,
  explored,
  generated,
  head,
}: AsRecorded): ExplorationReport {
  const { found, cutShort, ...counts } = explored
  const histories = exploration.histories.map((one) => shownHistory(one, generated.has(one.group)))
  const coverage = new Coverage()
  for (const { history, timeline } of exploration.histories) coverage.enter(history, timeline)
  const smallest = histories.find(({ group }) => group === found?.tried.group)
  const shown: Found | undefined = smallest &&
    found && {
      ...{ history: smallest, broken: found.broken, of: found.of },
      ...(found.cutShort && { cutShort: found.cutShort }),
    }
  return {
    ...{ record, order: exploration.started.order, counts, histories, head },
    coverage: coverage.rows,
    known: knownIn(exploration.histories),
    ...(shown && { found: shown }),
    ...(cutShort && { cutShort }),
  }
}

function knownIn(histories: readonly Judged[]): ExplorationReport['known'] {
  const all = histories.flatMap(({ known = [] }) => known)
  return [...new Set(all)].sort().map((erratum) => ({
    erratum,
    histories: all.filter((each) => each === erratum).length,
  }))
}

function shownHistory(
  { group, at, history, timeline, verdict, looks = 0 }: Judged,
  isGenerated: boolean,
): ShownHistory {
  const calls = timeline.calls.map(({ lane, call, exchange, sentMs, answeredMs }) => ({
    ...{ lane, words: inWords(call.step, call.attachment), status: call.status },
    ...{ sentMs, answeredMs, exchange },
  }))
  return { group, at, lanes: history.lanes.length, calls, looks, verdict, isGenerated }
}
