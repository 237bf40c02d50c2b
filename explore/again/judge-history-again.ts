import { isDeepStrictEqual } from 'node:util'
import { answered } from '../../fixtures/core/client/undisturbed.ts'
import { CaseFailedToRun } from '../../fixtures/core/errors/case-failed-to-run.ts'
import { NotAsRecorded } from '../../fixtures/core/replay/recollection.ts'
import { ReplayContext } from '../../fixtures/core/replay/replay-context.ts'
import type { RunBasis } from '../../src/journal/events/plan-events.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import type { HistoryVerdict } from '../judge/verdict.ts'
import { RestTimes } from '../perform/come-to-rest.ts'
import { type TriedHistory, tryHistory } from '../try-history.ts'
import { lookAgain } from './look-again.ts'
import { performAgain } from './perform-again.ts'
import { exchangesByGroup, REST, type RecordedHistory } from './recorded-history.ts'
import { checkTimes } from './times-again.ts'

/**
 * Judges a recorded history by the code that judged it first. Throws NotAsRecorded where the record
 * does not follow from its exchanges, or its verdict is another one.
 */
export async function judgeHistoryAgain(
  recorded: RecordedHistory,
  basis: RunBasis,
  contracts: Contracts,
  isStrict: boolean,
): Promise<TriedHistory> {
  const { record, history, cast } = recorded
  const { group, verdict } = record
  if (verdict.code === 'undecided' && record.calls.length === 0) {
    checkLost(recorded)
    const { message = '' } = verdict
    const timeline = { calls: [], ends: [] }
    return { history, timeline, verdict: { code: 'undecided', message }, group }
  }
  checkTimes(recorded)
  const groups = exchangesByGroup(recorded)
  const evidence = { planned: [], bases: new Map([[0, basis]]), cases: new Map(), groups }
  const run = new ReplayContext(evidence, 0, basis, contracts)
  const manner = { times: new RestTimes(), isStrict }
  const again = await tryHistory(run, run.sharedTrace(group), cast, manner, history, {
    perform: (_run, trace) => performAgain(run, trace, cast, recorded),
    rest: (_run, _trace, _cast, _times, ...tests) => lookAgain(run, cast, recorded, ...tests),
  })
  checkRest(recorded, again)
  if (!isDeepStrictEqual(asWritten(again.verdict), verdict)) {
    throw new NotAsRecorded(
      `it is ${told(again.verdict)} when judged again, and ${told(verdict)} in the journal`,
    )
  }
  return { ...again, group }
}

/** Nobody looks any more at what single answers or their order break. */
function checkRest(recorded: RecordedHistory, { verdict, looks = 0 }: TriedHistory): void {
  if (verdict.code === 'undecided') return
  const left = exchangesByGroup(recorded).get(REST)?.exchanges.length ?? 0
  if (looks !== recorded.record.looks || (looks === 0 && left > 0)) {
    throw new NotAsRecorded('it has answers that belong to no call')
  }
}

/** A history without calls has an answer that was lost, or was not the service's own. */
function checkLost({ record: { verdict }, exchanges }: RecordedHistory): void {
  const reasons = exchanges.flatMap(({ exchange }) => {
    try {
      answered('', exchange)
      return []
    } catch (error) {
      if (error instanceof CaseFailedToRun) return [error.message]
      throw error
    }
  })
  if (reasons.some((reason) => verdict.message?.endsWith(reason))) return
  throw new NotAsRecorded('it is undecided, and all of its answers are there')
}

function asWritten(verdict: HistoryVerdict): unknown {
  return JSON.parse(JSON.stringify(verdict))
}

function told({ code, ...rest }: { readonly code: string; readonly message?: string }): string {
  const { message } = rest
  return message === undefined ? code : `${code} (${message})`
}
