import type { CaseId, PlannedCase } from '../../src/plan/case.ts'
import type { JournalEvent } from '../../src/run/journal-event.ts'
import { JournalTail } from '../../src/run/journal-tail.ts'
import type { PerformedCase, RecordedExchange, RecordedWait } from '../run-record.ts'
import type { CaseEnd } from './case-page.ts'
import { asExchange, asWait } from './recorded-forms.ts'

interface Happening {
  startedAt?: string
  readonly exchanges: RecordedExchange[]
  readonly waits: RecordedWait[]
  end?: CaseEnd
}

/**
 * The cases that a run performs from now on, read from its journal while it is written. Reads no
 * further than it is asked, and forgets what it has given: of many thousand cases only those are in
 * memory that were under way at the same time.
 */
export class PerformedCases {
  readonly #tail: JournalTail
  readonly #open: Map<CaseId, PlannedCase>
  readonly #happenings = new Map<CaseId, Happening>()

  /** `from`: the byte of the journal with which the first of their lines will begin. */
  constructor(journal: string, from: number, cases: readonly PlannedCase[]) {
    this.#tail = new JournalTail(journal, from)
    this.#open = new Map(cases.map((planned) => [planned.id, planned]))
  }

  /** What has come of a case, once; undefined for one that is not planned or has not ended. */
  take(id: CaseId): PerformedCase | undefined {
    const planned = this.#open.get(id)
    if (planned === undefined) return undefined
    let happening = this.#happenings.get(id)
    while (happening?.end === undefined) {
      const events = this.#tail.read()
      if (events.length === 0) return undefined
      for (const event of events) this.#enter(event)
      happening = this.#happenings.get(id)
    }
    this.#open.delete(id)
    this.#happenings.delete(id)
    const { startedAt, exchanges, waits, end } = happening
    const { verdict, reason, durationMs, requests } = end
    return {
      planned,
      verdict,
      ...(reason && { reason }),
      ...(startedAt !== undefined && { startedAt }),
      durationMs,
      requests,
      exchanges,
      waits,
    }
  }

  close(): void {
    this.#tail.close()
  }

  #enter(event: JournalEvent): void {
    if (!('case' in event) || event.case === undefined) return
    if (event.type === 'case-started') this.#happening(event.case).startedAt = event.at
    else if (event.type === 'exchange')
      this.#happening(event.case).exchanges.push(asExchange(event))
    else if (event.type === 'waited') this.#happening(event.case).waits.push(asWait(event))
    else if (event.type === 'case-finished') this.#happening(event.case).end = event
  }

  #happening(id: CaseId): Happening {
    const known = this.#happenings.get(id)
    if (known !== undefined) return known
    const happening: Happening = { exchanges: [], waits: [] }
    this.#happenings.set(id, happening)
    return happening
  }
}
