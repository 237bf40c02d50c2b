import { isDeepStrictEqual } from 'node:util'
import type { JournalEvent } from '../../src/journal/events/journal-event.ts'
import type { JournalHandler } from '../../src/journal/read-events.ts'
import { judge } from '../../src/judge/judge-response.ts'
import type { Violation } from '../../src/judge/violation.ts'
import type { Contract, Service } from '../../src/openapi/contract.ts'
import { isAbridged } from '../../src/openstack/body/abridge.ts'

/** Compares every answer with the contracts again. */
export class AnswersAgain implements JournalHandler {
  /** Number of exchanges so far. */
  exchanges = 0
  readonly #contracts: ReadonlyMap<Service, Contract>

  constructor(contracts: ReadonlyMap<Service, Contract>) {
    this.#contracts = contracts
  }

  enter(event: JournalEvent): string | undefined {
    if (event.type !== 'exchange') return undefined
    this.exchanges += 1
    if (isAbridged(event.exchange)) {
      return 'its body was cut because too many were long, so it cannot be judged again'
    }
    const violations = judge(event.exchange, this.#contracts)
    if (isDeepStrictEqual(violations, event.violations)) return undefined
    return `${inWords(violations[0])} now, and ${inWords(event.violations[0])} in the journal`
  }
}

function inWords(violation: Violation | undefined): string {
  return violation === undefined ? 'nothing is wrong' : `${violation.code} at ${violation.at}`
}
