import { cleanUpVerdict } from '../src/judge/clean-up-verdict.ts'
import { PERSONAS, type Persona } from '../src/openapi/contract.ts'
import type { CaseId, PlannedCase } from '../src/plan/case.ts'
import type { JournalEvent } from '../src/run/journal-event.ts'
import { isUnfinished } from '../src/run/unfinished.ts'
import { JournalError } from './journal-error.ts'
import type {
  CaseRecord,
  LeakedResource,
  RecordedExchange,
  RecordedWait,
  ResourceRecord,
  RunRecord,
} from './run-record.ts'
import { waive } from './waive.ts'

type Started = Extract<JournalEvent, { type: 'run-started' }>
type Finished = Extract<JournalEvent, { type: 'case-finished' }>

interface CasePage {
  readonly planned: PlannedCase
  readonly exchanges: RecordedExchange[]
  readonly waits: RecordedWait[]
  startedAt?: string
  finished?: Finished
}

/**
 * Takes the events of a journal in their order and gives the record of the run: of a file that
 * is read back, or of a run under way whose events are entered as they are written.
 */
export class RunBook {
  readonly #file: string
  readonly #pages = new Map<CaseId, CasePage>()
  readonly #sharedExchanges: RecordedExchange[] = []
  readonly #sharedWaits: RecordedWait[] = []
  readonly #resources = new Map<string, ResourceRecord>()
  readonly #projects: Partial<Record<Persona, string>> = {}
  #started: Started | undefined
  #leaked: readonly LeakedResource[] | undefined
  #end: { readonly interrupted: boolean; readonly wallMs: number } | undefined
  #lastAt = ''

  constructor(file: string) {
    this.#file = file
  }

  /** Throws {@link JournalError} for an event that contradicts an earlier one. */
  enter(event: JournalEvent, line?: number): void {
    if ('at' in event) this.#lastAt = event.at
    switch (event.type) {
      case 'run-started':
        if (this.#started) throw new JournalError(this.#file, line, 'a second run-started')
        this.#started = event
        return
      case 'run-resumed':
        this.#resume()
        return
      case 'planned':
        for (const planned of event.cases) this.#plan(planned, line)
        return
      case 'staged':
        for (const persona of PERSONAS) {
          const speaker = event.stage.speakers[persona]
          if (speaker !== undefined) this.#projects[persona] = speaker.projectId
        }
        return
      case 'case-started':
        this.#page(event.case, line).startedAt = event.at
        return
      case 'exchange': {
        const { phase, exchange, violations } = event
        const exchanges = event.case && this.#page(event.case, line).exchanges
        ;(exchanges ?? this.#sharedExchanges).push({ phase, exchange, violations })
        return
      }
      case 'waited': {
        const waits = event.case && this.#page(event.case, line).waits
        ;(waits ?? this.#sharedWaits).push({ for: event.for, ms: event.ms, polls: event.polls })
        return
      }
      case 'case-finished':
        this.#finish(event, line)
        return
      case 'resource-intended': {
        const { key, kind, name, persona } = event
        this.#resources.set(key, { key, kind, name, persona, gone: false })
        return
      }
      case 'resource-created':
        this.#change(event.key, { id: event.id }, line)
        return
      case 'resource-gone':
        this.#change(event.key, { gone: true }, line)
        return
      case 'leak-check':
        this.#leaked = event.leaked
        return
      case 'run-finished':
        this.#end = { interrupted: event.interrupted, wallMs: event.wallMs }
    }
  }

  /** What is known so far of a case that has its verdict; undefined before. */
  case(id: CaseId): CaseRecord | undefined {
    const page = this.#pages.get(id)
    const record = page && caseRecord(page, false)
    return record && waive([record], this.#started?.waivers ?? []).cases[0]
  }

  /** Throws {@link JournalError} when the journal never says which run it is of. */
  close(): RunRecord {
    const started = this.#started
    if (!started) throw new JournalError(this.#file, undefined, 'holds no run-started event')
    const interrupted = this.#end?.interrupted ?? true
    const pages = [...this.#pages.values()]
    const resources = [...this.#resources.values()]
    const judged = pages.flatMap((page) => caseRecord(page, interrupted) ?? [])
    return {
      run: started.run,
      startedAt: started.at,
      suite: started.suite,
      target: started.target,
      projects: this.#projects,
      accepted: started.accepted,
      strict: started.strict ?? false,
      planned: pages.map(({ planned }) => planned),
      ...waive(judged, started.waivers ?? [], started.shard === undefined),
      ...(started.shard && { shard: started.shard }),
      sharedExchanges: this.#sharedExchanges,
      sharedWaits: this.#sharedWaits,
      resources,
      // Without a check of the target, all that is not known to be gone may still be there.
      leaked: this.#leaked ?? resources.filter(({ gone }) => !gone).map(asLeaked),
      cleanUp: cleanUpVerdict(this.#leaked),
      interrupted,
      wallMs: this.#end?.wallMs ?? Date.parse(this.#lastAt) - Date.parse(started.at),
    }
  }

  #plan(planned: PlannedCase, line: number | undefined): void {
    if (this.#pages.has(planned.id)) {
      throw new JournalError(this.#file, line, `case ${planned.id} is planned twice`)
    }
    this.#pages.set(planned.id, { planned, exchanges: [], waits: [] })
  }

  /** What has no verdict of its own is taken up again from its beginning. */
  #resume(): void {
    this.#end = undefined
    for (const page of this.#pages.values()) {
      const { finished } = page
      if (finished !== undefined && !isUnfinished(finished.reason)) continue
      page.exchanges.length = 0
      page.waits.length = 0
      delete page.startedAt
      delete page.finished
    }
  }

  #finish(event: Finished, line: number | undefined): void {
    const page = this.#page(event.case, line)
    if (page.finished) {
      throw new JournalError(this.#file, line, `case ${event.case} is finished twice`)
    }
    page.finished = event
  }

  #page(id: CaseId, line: number | undefined): CasePage {
    const page = this.#pages.get(id)
    if (!page) throw new JournalError(this.#file, line, `case ${id} is not in the plan`)
    return page
  }

  #change(key: string, change: Partial<ResourceRecord>, line: number | undefined): void {
    const resource = this.#resources.get(key)
    if (!resource) {
      throw new JournalError(this.#file, line, `resource ${key} was not announced before`)
    }
    this.#resources.set(key, { ...resource, ...change })
  }
}

function asLeaked({ kind, id, name }: ResourceRecord): LeakedResource {
  return { kind, name, ...(id !== undefined && { id }) }
}

/** Undefined for a case without a verdict in a run that claims to be complete. */
function caseRecord(page: CasePage, interrupted: boolean): CaseRecord | undefined {
  const { planned, exchanges, waits, startedAt, finished } = page
  const outcome = finished ?? planned.settled ?? (interrupted ? cutShort(page) : undefined)
  if (!outcome) return undefined
  return {
    planned,
    verdict: outcome.verdict,
    ...(outcome.reason && { reason: outcome.reason }),
    ...(startedAt !== undefined && { startedAt }),
    durationMs: finished?.durationMs ?? 0,
    requests: finished?.requests ?? exchanges.length,
    exchanges,
    waits,
  }
}

function cutShort({ startedAt }: CasePage): Pick<CaseRecord, 'verdict' | 'reason'> {
  const message =
    startedAt === undefined
      ? 'the run ended before the case began'
      : 'the run ended while the case was under way'
  return { verdict: 'not-tested', reason: { code: 'interrupted', message } }
}
