import type {
  CaseRecord,
  RecordedExchange,
  RunRecord,
} from '../../src/journal/record/run-record.ts'
import type { Reason } from '../../src/judge/verdict.ts'
import { type Cause, causeKey } from './cause.ts'
import { missingPlace } from './covered-place.ts'
import { reasonCause, type SeenCause } from './reason-cause.ts'
import { SharedViolations } from './shared-violations.ts'
import { violationCause } from './violation-cause.ts'

/** A failed case, and the keys of all causes that are seen in it. */
export interface CausesOfCase {
  readonly record: CaseRecord
  /**
   * The cause of the broken promise; absent where the reason is an answer that breaks the contract.
   */
  readonly promised?: string
  readonly violated: readonly string[]
}

/** A cause, and where it was seen. */
export interface SeenIn {
  readonly cause: Cause
  /** Ids of the answers that break the contract in this way. */
  readonly exchanges: Set<string>
  /** The operations with such answers. */
  readonly operations: Set<string>
  /** Ids of those that belong to no case. */
  readonly outside: string[]
  /** The first exchange that shows it in each case. */
  readonly shown: Map<CaseRecord, RecordedExchange>
}

const UNTOLD: Reason = { code: 'wrong-content', message: 'failed without a reason' }

/** The causes of all that failed in a run, in the order in which they are first seen. */
export class SeenCauses {
  readonly byKey = new Map<string, SeenIn>()
  readonly failed: CausesOfCase[] = []
  readonly #own: ReadonlySet<string>
  readonly #shared: SharedViolations

  constructor(record: RunRecord, own: ReadonlySet<string>) {
    this.#own = own
    this.#shared = new SharedViolations(record)
    const vague: [number, SeenCause][] = []
    for (const each of record.cases) {
      if (each.verdict !== 'failed') continue
      const { seen, ...causes } = this.#causesOf(each)
      if (seen !== undefined && seen.cause.place === '') vague.push([this.failed.length, seen])
      this.failed.push(causes)
    }
    for (const [index, seen] of vague) this.#seePlace(index, seen)
    this.#seeOutside(record)
    this.#narrow()
  }

  #causesOf(record: CaseRecord): CausesOfCase & { readonly seen?: SeenCause } {
    const exchanges = [...record.exchanges]
    const violated = exchanges.flatMap((each) => this.#violationsOf(each, record))
    const { reason = UNTOLD } = record
    if (violated.length > 0 && (reason === UNTOLD || reason.code === 'contract-violation')) {
      return { record, violated: [...new Set(violated)] }
    }
    const shared = reason.code === 'contract-violation' ? this.#shared.toldBy(reason) : undefined
    const told = shared === undefined ? [] : this.#violationsOf(shared, record)
    if (told.length > 0) return { record, violated: told }
    const seen = reasonCause(record, reason, exchanges, this.#own)
    const { key: promised, seenIn } = this.#see(seen.cause)
    const operation = seen.seenIn?.exchange.operation
    if (operation !== undefined) seenIn.operations.add(operation)
    this.#show(promised, record, seen.seenIn)
    return { record, promised, violated: [...new Set(violated)], seen }
  }

  #violationsOf(each: RecordedExchange, record?: CaseRecord): string[] {
    const { exchange, violations } = each
    return violations.flatMap((violation) => {
      // An answer that an erratum permits is no fault of this target.
      if (violation.erratum !== undefined) return []
      const { key, seenIn } = this.#see(violationCause(exchange, violation, this.#own))
      seenIn.exchanges.add(exchange.id)
      if (exchange.operation !== undefined) seenIn.operations.add(exchange.operation)
      if (record === undefined) seenIn.outside.push(exchange.id)
      else this.#show(key, record, each)
      return [key]
    })
  }

  #see(cause: Cause): { readonly key: string; readonly seenIn: SeenIn } {
    const key = causeKey(cause)
    const seenIn = this.byKey.get(key) ?? {
      cause,
      exchanges: new Set<string>(),
      operations: new Set<string>(),
      outside: [],
      shown: new Map<CaseRecord, RecordedExchange>(),
    }
    this.byKey.set(key, seenIn)
    return { key, seenIn }
  }

  #show(key: string, record: CaseRecord, exchange: RecordedExchange | undefined): void {
    const shown = this.byKey.get(key)?.shown
    if (exchange !== undefined && shown?.has(record) === false) shown.set(record, exchange)
  }

  /**
   * A comparison of two answers names no place. Where its answer lacks what another case has missed at
   * a place of the same operation, that is why they differ.
   */
  #seePlace(index: number, { cause, seenIn }: SeenCause): void {
    const causes = this.failed[index]
    const body = seenIn?.exchange.response?.body
    if (causes === undefined || body?.kind !== 'json') return
    for (const [key, { cause: other }] of this.byKey) {
      if (other.rule !== 'missing' || other.subject !== cause.subject) continue
      if (missingPlace(body.value, other.place) !== other.place) continue
      this.failed[index] = { ...causes, promised: key }
      this.#show(key, causes.record, seenIn)
      this.byKey.get(causeKey(cause))?.shown.delete(causes.record)
      return
    }
  }

  /** A violation in only one operation is not a fault of the whole service. */
  #narrow(): void {
    for (const [key, seenIn] of this.byKey) {
      const [operation, ...others] = seenIn.operations
      if (operation === undefined || others.length > 0) continue
      if (!operation.startsWith(`${seenIn.cause.subject}.`)) continue
      this.byKey.set(key, { ...seenIn, cause: { ...seenIn.cause, subject: operation } })
    }
  }

  #seeOutside({ outsideViolations, sharedExchanges }: RunRecord): void {
    const wanted = new Set(
      outsideViolations.filter(({ waived }) => !waived).map(({ exchange }) => exchange),
    )
    if (wanted.size === 0) return
    for (const each of sharedExchanges) {
      if (wanted.has(each.exchange.id)) this.#violationsOf(each)
    }
  }
}
