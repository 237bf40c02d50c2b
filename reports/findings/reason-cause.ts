import type { CaseRecord, RecordedExchange } from '../../src/journal/record/run-record.ts'
import { BEFORE_ROUTING } from '../../src/judge/judge-response.ts'
import type { Reason } from '../../src/judge/verdict.ts'
import type { OperationLookup } from '../operation-lookup.ts'
import { abstracted } from './abstracted.ts'
import { callOf } from './call-of.ts'
import type { Cause } from './cause.ts'
import { missingPlace, placeNamedIn } from './covered-place.ts'
import { answeredStatus } from './fault-text.ts'
import { type ToldStatuses, toldDifference, toldStatuses } from './told-difference.ts'

/** A cause, and the exchange in which it was seen, if one shows it. */
export interface SeenCause {
  readonly cause: Cause
  readonly seenIn?: RecordedExchange
}

/** The cause of a broken promise, from the message of the scenario. */
export function reasonCause(
  { planned }: Pick<CaseRecord, 'planned'>,
  { code, message }: Reason,
  exchanges: readonly RecordedExchange[],
  lookup: OperationLookup,
  own: ReadonlySet<string>,
): SeenCause {
  const seenIn = exchangeOf(message, exchanges)
  const seen = seenIn === undefined ? {} : { seenIn }
  const subject = seenIn === undefined ? planned.operation : callOf(seenIn.exchange, own)
  const statuses = toldStatuses(message) ?? seenStatuses(code, planned, seenIn)
  if (statuses !== undefined) {
    const answered =
      seenIn === undefined ? String(statuses.got) : answeredStatus(seenIn.exchange, own)
    return { ...seen, cause: statusCause(planned, subject, statuses, answered) }
  }
  if (code === 'wrong-state') {
    const changing = exchanges.findLast(isChange)
    const found = abstracted(message, own)
    return {
      ...seen,
      cause: {
        subject: changing?.exchange.operation ?? planned.operation,
        place: 'state',
        rule: 'wrong-state',
        found,
      },
    }
  }
  const told = toldDifference(message) ?? missingField(message, seenIn, lookup)
  if (told !== undefined) return { ...seen, cause: { subject, ...told } }
  const found = abstracted(
    message.startsWith(`${subject} `) ? message.slice(subject.length + 1) : message,
    own,
  )
  return { ...seen, cause: { subject, place: '', rule: 'wrong-content', found } }
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
): ToldStatuses | undefined {
  const got = seenIn?.exchange.response?.status
  return code !== 'wrong-status' || got === undefined ? undefined : { expected, got }
}

function statusCause(
  { requirement }: CaseRecord['planned'],
  subject: string,
  { expected, got }: ToldStatuses,
  answered: string,
): Cause {
  const place = 'status'
  if (expected < 400) return { subject, place, rule: 'wrong-status', found: answered }
  if (got >= 400) {
    const found = `${got} where ${expected} is promised`
    return { subject, place, rule: 'wrong-status', found }
  }
  const found = `${got} where it should refuse with ${expected}`
  const rule = 'not-refused'
  // A refusal before routing is done by the same code for all operations.
  if (BEFORE_ROUTING.includes(expected) && subject.includes('.')) {
    return {
      subject: subject.slice(0, subject.indexOf('.')),
      place,
      rule,
      found: `a success where it should refuse with ${expected}`,
    }
  }
  return { subject, place, rule, found, condition: requirement }
}

/** The call that a message begins with; else the last of the scenario. */
function exchangeOf(
  message: string,
  exchanges: readonly RecordedExchange[],
): RecordedExchange | undefined {
  const acts = exchanges.filter(({ phase }) => phase === 'act')
  const [named] = message.split(' ')
  return acts.findLast(({ exchange }) => exchange.operation === named) ?? acts.at(-1)
}

/** A message about a field that the answer does not have. */
function missingField(
  message: string,
  seenIn: RecordedExchange | undefined,
  lookup: OperationLookup,
) {
  const { operation, response } = seenIn?.exchange ?? {}
  if (operation === undefined || response?.body.kind !== 'json') return undefined
  const covered = placeNamedIn(message, lookup(operation))
  const place = covered === undefined ? undefined : missingPlace(response.body.value, covered)
  if (place === undefined) return undefined
  return { place, rule: 'missing', found: 'missing' } as const
}
