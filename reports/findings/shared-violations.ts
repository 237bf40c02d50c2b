import type { RecordedExchange, RunRecord } from '../../src/journal/record/run-record.ts'
import type { Reason } from '../../src/judge/verdict.ts'
import { violationLine } from '../../src/judge/violation-line.ts'

/**
 * Answers that break the contract, and that belong to what several cases share: each of these cases fails with
 * a reason that tells the violation, and has no such answer of its own.
 */
export class SharedViolations {
  readonly #record: Pick<RunRecord, 'sharedExchanges'>
  #byLine: ReadonlyMap<string, RecordedExchange> | undefined

  constructor(record: Pick<RunRecord, 'sharedExchanges'>) {
    this.#record = record
  }

  /** The answer that a reason tells of, with this violation alone; undefined where none of them is it. */
  toldBy({ message }: Reason): RecordedExchange | undefined {
    this.#byLine ??= this.#lines()
    return this.#byLine.get(message.replace(/ \(and \d+ more\)$/, ''))
  }

  #lines(): ReadonlyMap<string, RecordedExchange> {
    const lines = new Map<string, RecordedExchange>()
    for (const each of this.#record.sharedExchanges) {
      for (const violation of each.violations) {
        const line = violationLine(each.exchange, violation, 0)
        if (!lines.has(line)) lines.set(line, { ...each, violations: [violation] })
      }
    }
    return lines
  }
}
