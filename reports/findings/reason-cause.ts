import type { CaseRecord, RecordedExchange } from '../../src/journal/record/run-record.ts'
import { BEFORE_ROUTING } from '../../src/judge/judge-response.ts'
import type { Reason } from '../../src/judge/verdict.ts'
import { abstracted, anyItem } from './abstracted.ts'
import { callOf } from './call-of.ts'
import type { Cause } from './cause.ts'
import { answeredStatus } from './fault-text.ts'

/** The promised status and the one that came. */
interface Statuses {
  readonly expected: number
  readonly got: number
}

/** A cause, and the exchange in which it was seen, if one shows it. */
export interface SeenCause {
  readonly cause: Cause
  readonly seenIn?: RecordedExchange
}

/**
 * The cause of a broken promise, as the scenario has told it. Journals of earlier versions have it in
 * words only: there it has no place.
 */
export function reasonCause(
  { planned }: Pick<CaseRecord, 'planned'>,
  { code, message, shortfall }: Reason,
  exchanges: readonly RecordedExchange[],
  own: ReadonlySet<string>,
): SeenCause {
  const seenIn =
    exchanges.find(({ exchange }) => exchange.id === shortfall?.exchange) ??
    exchanges.findLast(({ phase }) => phase === 'act')
  const seen = seenIn === undefined ? {} : { seenIn }
  const subject = seenIn === undefined ? planned.operation : callOf(seenIn.exchange, own)
  const statuses = shortfall?.kind === 'status' ? shortfall : seenStatuses(code, planned, seenIn)
  if (statuses !== undefined) {
    const answered =
      seenIn === undefined ? String(statuses.got) : answeredStatus(seenIn.exchange, own)
    return { ...seen, cause: statusCause(planned, subject, statuses, answered) }
  }
  const words = abstracted(
    shortfall?.kind === 'content' || shortfall?.kind === 'effect' ? shortfall.found : message,
    own,
  )
  if (code === 'wrong-state' || shortfall?.kind === 'effect') {
    const change = shortfall?.kind === 'effect' ? seenIn : exchanges.findLast(isChange)
    const changed = change?.exchange.operation ?? planned.operation
    const state = { place: 'state', rule: 'wrong-state', found: words } as const
    return { ...seen, cause: { subject: changed, ...state } }
  }
  if (shortfall?.kind === 'value') {
    const { place, rule, found } = shortfall
    return { ...seen, cause: { subject, place: anyItem(place), rule, found } }
  }
  return { ...seen, cause: { subject, place: '', rule: 'wrong-content', found: words } }
}

/** Whether an exchange of the contract is meant to change something. */
export function isChange({ exchange: { operation, request } }: RecordedExchange): boolean {
  return operation !== undefined && request.method !== 'GET'
}

/**
 * The promised status and the one that came, if only the code of the reason tells that they are
 * statuses.
 */
function seenStatuses(
  code: Reason['code'],
  { status: expected }: CaseRecord['planned'],
  seenIn: RecordedExchange | undefined,
): Statuses | undefined {
  const got = seenIn?.exchange.response?.status
  return code !== 'wrong-status' || got === undefined ? undefined : { expected, got }
}

function statusCause(
  { requirement }: CaseRecord['planned'],
  subject: string,
  { expected, got }: Statuses,
  answered: string,
): Cause {
  const place = 'status'
  if (expected < 400) return { subject, place, rule: 'wrong-status', found: answered }
  if (got >= 400) {
    const found = `${got} where ${expected} is promised`
    return { subject, place, rule: 'wrong-status', found }
  }
  // The status of a success may depend on the microversion, and is no cause of its own.
  const found = `a success where it should refuse with ${expected}`
  const rule = 'not-refused'
  // A refusal before routing is done by the same code for all operations.
  if (BEFORE_ROUTING.includes(expected) && subject.includes('.')) {
    return {
      subject: subject.slice(0, subject.indexOf('.')),
      place,
      rule,
      found,
    }
  }
  return { subject, place, rule, found, condition: requirement }
}
