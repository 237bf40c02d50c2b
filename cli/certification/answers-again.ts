import { isDeepStrictEqual } from 'node:util'
import type { EventOf, JournalEvent } from '../../src/journal/events/journal-event.ts'
import type { JournalHandler } from '../../src/journal/read-events.ts'
import { Agreement } from '../../src/judge/agreement/agreement.ts'
import type { Reader } from '../../src/judge/agreement/said.ts'
import { judge } from '../../src/judge/judge-response.ts'
import type { Violation } from '../../src/judge/violation.ts'
import type { Contract, Service } from '../../src/openapi/contract.ts'
import { isAbridged } from '../../src/openstack/body/abridge.ts'

/** Compares every answer with the contracts again, and with the others of its case or group. */
export class AnswersAgain implements JournalHandler {
  /** Number of exchanges so far. */
  exchanges = 0
  readonly #contracts: ReadonlyMap<Service, Contract>
  readonly #readers: readonly Reader[]
  readonly #agreements = new Map<string, Agreement>()
  /** Goes up whenever the run was resumed: what is shared was made anew then. */
  #part = 0

  constructor(contracts: ReadonlyMap<Service, Contract>, readers: readonly Reader[]) {
    this.#contracts = contracts
    this.#readers = readers
  }

  enter(event: JournalEvent): string | undefined {
    switch (event.type) {
      case 'run-resumed':
        if (event.part === undefined) this.#part += 1
        return undefined
      // An attempt before this one was another trace.
      case 'case-started':
      case 'case-finished':
        this.#agreements.delete(`case ${event.case}`)
        return undefined
      case 'exchange':
        return this.#exchange(event)
      default:
        return undefined
    }
  }

  #exchange(event: EventOf<'exchange'>): string | undefined {
    this.exchanges += 1
    if (isAbridged(event.exchange)) {
      return 'its body was cut because too many were long, so it cannot be judged again'
    }
    const violations = [
      ...judge(event.exchange, this.#contracts),
      ...(this.#agreementOf(event)?.compare(event.exchange) ?? []),
    ]
    if (isDeepStrictEqual(violations, event.violations)) return undefined
    return `${inWords(violations[0])} now, and ${inWords(event.violations[0])} in the journal`
  }

  /** Answers are compared within a case, and within what several cases share. */
  #agreementOf(event: EventOf<'exchange'>): Agreement | undefined {
    if (event.case === undefined && event.group === undefined) return undefined
    const scope =
      event.case === undefined ? `group ${this.#part}/${event.group}` : `case ${event.case}`
    const agreement = this.#agreements.get(scope) ?? new Agreement(this.#readers, this.#contracts)
    this.#agreements.set(scope, agreement)
    return agreement
  }
}

function inWords(violation: Violation | undefined): string {
  return violation === undefined ? 'nothing is wrong' : `${violation.code} at ${violation.at}`
}
