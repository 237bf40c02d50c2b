import type { CaseRecord, RecordedExchange } from '../../src/journal/record/run-record.ts'
import { CallPlaces } from '../../src/openstack/call-places.ts'
import type { Finding } from './finding.ts'
import { isChange } from './reason-cause.ts'

/** An exchange of a case, with its place among all calls of the case. */
export interface PlacedExchange extends RecordedExchange {
  readonly place: string
}

/** The call of a case whose answer, or whose effect, is wrong. */
export interface BrokenCall {
  readonly broken: PlacedExchange
  /** The call that shows that the broken one has not done what it answered. */
  readonly shownBy?: PlacedExchange
  /** All calls of the case, in order. */
  readonly all: readonly PlacedExchange[]
}

/**
 * The broken call of a finding in its first case; undefined where no call of a case shows it. Where an
 * answer after a change is wrong, that is the change: it may have done something else than it answered.
 */
export function brokenCallOf({ cases, shownIn }: Finding): BrokenCall | undefined {
  const [lead] = cases
  if (lead === undefined) return undefined
  const all = placed(lead)
  const shown = all.find(({ exchange }) => exchange.id === shownIn?.exchange.id)
  const before = shown === undefined ? all : all.slice(0, all.indexOf(shown))
  const isState = lead.reason?.code === 'wrong-state' || lead.reason?.code === 'promise-not-kept'
  const change = before.findLast(
    (each) => isChange(each) && (isState || each.exchange.operation === lead.planned.operation),
  )
  if (shown !== undefined && (change === undefined || isChange(shown))) {
    const shownBy = isState ? lastLook(all.slice(all.indexOf(shown) + 1)) : undefined
    return { broken: shown, all, ...(shownBy && { shownBy }) }
  }
  if (change === undefined) return undefined
  return { broken: change, all, ...(shown && { shownBy: shown }) }
}

/** The last call before something is changed again. */
function lastLook(later: readonly PlacedExchange[]): PlacedExchange | undefined {
  const end = later.findIndex(isChange)
  return (end < 0 ? later : later.slice(0, end)).at(-1)
}

/** The exchanges of the last attempt at a case, without repetitions of disturbed ones. */
function placed({ exchanges, unfinished }: CaseRecord): readonly PlacedExchange[] {
  const places = new CallPlaces()
  const before = unfinished.reduce((sum, { requests }) => sum + requests, 0)
  return [...exchanges].slice(before).flatMap((each) => {
    const { phase, exchange } = each
    const { persona, request, repeats } = exchange
    return repeats === undefined ? [{ ...each, place: places.next(phase, persona, request) }] : []
  })
}
