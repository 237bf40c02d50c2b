import { cleanUpVerdict } from '../../judge/clean-up-verdict.ts'
import type { Reason } from '../../judge/verdict.ts'
import { violationLine } from '../../judge/violation-line.ts'
import { PERSONAS, type Persona, type RequirementId } from '../../openapi/contract.ts'
import { OriginLog } from '../../openstack/http/origin-log.ts'
import type { CaseId, PlannedCase } from '../../plan/case.ts'
import type { EventOf, JournalEvent } from '../events/journal-event.ts'
import type { PersonaAccess } from '../events/plan-events.ts'
import { JournalError } from '../journal-error.ts'
import type { JournalLine } from '../journal-lines.ts'
import type { JournalHandler } from '../read-events.ts'
import { AnswerLists } from './answer-lists.ts'
import { hasEnded, isBegun, unfinishedOf, withAllAttempts } from './attempts.ts'
import { type CasePage, newLog, newPage } from './case-page.ts'
import { countDisturbances } from './disturbances.ts'
import { type EventStore, MemoryStore } from './event-store.ts'
import { Interner } from './interner.ts'
import type {
  CaseRecord,
  LeakedResource,
  OutsideViolation,
  ResourceRecord,
  RunRecord,
} from './run-record.ts'
import { isUnfinished } from './unfinished.ts'
import { waive, waivedOutside } from './waive.ts'
import { WireLogs } from './wire-logs.ts'

type Started = EventOf<'run-started'>
type ExchangeEvent = EventOf<'exchange'>
type Begun = EventOf<'case-started'>
type LeakCheck = EventOf<'leak-check'>
type Finished = EventOf<'case-finished'>

/** Takes the events of a journal in order and returns the record of the run. */
export class RunBook implements JournalHandler {
  readonly #file: string
  readonly #pages = new Map<CaseId, CasePage>()
  readonly #wire: WireLogs
  readonly #shared = newLog()
  readonly #answers = new AnswerLists()
  readonly #requirements = new Interner<RequirementId>((id) => id)
  readonly #titles = new Interner<string>((title) => title)
  readonly #reasons = new Interner<Reason>((reason) => JSON.stringify(reason))
  readonly #resources = new Map<string, ResourceRecord>()
  readonly #outside: Omit<OutsideViolation, 'waived'>[] = []
  readonly #personaAccess: Partial<Record<Persona, PersonaAccess>> = {}
  #started: Started | undefined
  #leakCheck: LeakCheck | undefined
  #end: { readonly interrupted: boolean; readonly wallMs: number } | undefined
  #lastAt = ''
  readonly #origins = new OriginLog()
  #firstRequestAt: string | undefined
  #lastRequestAt: string | undefined
  #resumptions = 0
  /** Number of cases in the whole plan, which may be spread over several events. */
  #announced: number | undefined
  /** The line of the latest event. */
  #line: JournalLine | undefined

  /** Exchanges and waits go to the `store`; a store of a file needs their positions in it. */
  constructor(file: string, store: EventStore = new MemoryStore()) {
    this.#file = file
    this.#wire = new WireLogs(store)
  }

  /** Throws {@link JournalError} for an event that contradicts an earlier one. */
  enter(event: JournalEvent, line?: JournalLine): undefined {
    this.#line = line
    if ('at' in event) this.#lastAt = event.at
    switch (event.type) {
      case 'run-started':
        if (this.#started) throw this.#wrong('a second run-started')
        this.#started = event
        return
      case 'run-resumed':
        this.#end = undefined
        // No check has looked for resources that are created from now on.
        if (event.part === undefined) this.#leakCheck = undefined
        this.#resumptions += 1
        return
      case 'origin-seen': {
        const { origin, certificate } = event
        this.#origins.see({ origin, ...(certificate && { certificate }) })
        return
      }
      case 'planned':
        for (const planned of event.cases) this.#plan(planned)
        this.#announced = event.of
        return
      case 'run-basis':
        for (const persona of PERSONAS) {
          const transport = event.basis.personaAccess[persona]
          if (transport !== undefined) this.#personaAccess[persona] ??= transport
        }
        return
      case 'case-started':
        this.#begin(event)
        return
      case 'exchange':
        this.#exchange(event)
        return
      case 'waited': {
        const log = event.case === undefined ? this.#shared : this.#page(event.case).log
        this.#wire.fileWait(log, event, this.#line)
        return
      }
      case 'case-finished':
        this.#finish(event)
        return
      case 'resource-intended': {
        const { key, kind, name, persona } = event
        this.#resources.set(key, { key, kind, name, persona, gone: false })
        return
      }
      case 'resource-created':
        this.#change(event.key, { id: event.id })
        return
      case 'resource-gone':
        this.#change(event.key, { gone: true })
        return
      case 'leak-check':
        // In a merged run each part has a check of its own; the last event has the result for all
        // of them.
        if (event.part === undefined) this.#leakCheck = event
        return
      case 'run-finished':
      case 'exploration-finished':
        this.#end = { interrupted: event.interrupted, wallMs: event.wallMs }
    }
  }

  /**
   * Throws {@link JournalError} when the journal lacks the beginning of the run or a part of the
   * plan.
   */
  close(): RunRecord {
    const started = this.#started
    if (!started) throw new JournalError(this.#file, undefined, 'holds no run-started event')
    if (this.#announced !== undefined && this.#pages.size < this.#announced) {
      const problem = `ends within its plan of ${this.#announced} cases, before the first was begun: run it anew`
      throw new JournalError(this.#file, undefined, problem)
    }
    const interrupted = this.#end?.interrupted ?? true
    const pages = [...this.#pages.values()]
    const logs = [this.#shared, ...pages.map(({ log }) => log)]
    const resources = [...this.#resources.values()]
    const judged = pages.flatMap((page) => this.#record(page, interrupted) ?? [])
    const waived = waive(judged, started.waivers ?? [], started.shard === undefined)
    return {
      run: started.run,
      startedAt: started.at,
      suite: started.suite,
      target: started.target,
      origins: this.#origins.all,
      firstRequestAt: this.#firstRequestAt,
      lastRequestAt: this.#lastRequestAt,
      beganAs: this.#started?.beganAs ?? [],
      resumptions: this.#resumptions,
      personaAccess: this.#personaAccess,
      accepted: started.accepted,
      strict: started.strict ?? false,
      planned: pages.map(({ planned }) => planned),
      ...waived,
      ...(started.shard && { shard: started.shard }),
      sharedExchanges: this.#wire.exchangesOf(this.#shared),
      filedExchanges: this.#wire.inTime(logs, this.#inUnfinished(pages)),
      outsideViolations: waivedOutside(this.#outside, waived.cases),
      disturbances: countDisturbances(logs.flatMap(({ disturbed }) => disturbed ?? [])),
      waitMs: logs.reduce((sum, { waitMs }) => sum + waitMs, 0),
      resources,
      // Without a check of the target, all that was not seen gone may still exist.
      leaked: this.#leakCheck?.leaked ?? resources.filter(({ gone }) => !gone).map(asLeaked),
      ...(this.#leakCheck?.unseen !== undefined && { unseen: this.#leakCheck.unseen }),
      cleanUp: cleanUpVerdict(this.#leakCheck),
      interrupted,
      wallMs: this.#end?.wallMs ?? Math.max(0, Date.parse(this.#lastAt) - Date.parse(started.at)),
    }
  }

  #plan(planned: PlannedCase): void {
    if (this.#pages.has(planned.id)) {
      throw this.#wrong(`case ${planned.id} is planned twice`)
    }
    const { requirement, title, settled } = planned
    this.#pages.set(
      planned.id,
      newPage({
        ...planned,
        requirement: this.#requirements.one(requirement),
        title: this.#titles.one(title),
        ...(settled && {
          settled: { verdict: settled.verdict, reason: this.#reasons.one(settled.reason) },
        }),
      }),
    )
  }

  #exchange(event: ExchangeEvent): void {
    const page = event.case === undefined ? undefined : this.#page(event.case)
    const { at } = event.exchange
    if (this.#firstRequestAt === undefined || at < this.#firstRequestAt) this.#firstRequestAt = at
    if (this.#lastRequestAt === undefined || at > this.#lastRequestAt) this.#lastRequestAt = at
    this.#wire.fileExchange(page?.log ?? this.#shared, event, this.#line)
    // Whether an erratum permits an answer is decided by the verdict of the case.
    const decisive = event.violations.filter(({ erratum }) => erratum === undefined)
    const [violation, ...others] = decisive
    const broken = violation && violationLine(event.exchange, violation, others.length)
    if (page === undefined) {
      if (broken !== undefined) this.#outside.push(outsideViolation(event, broken))
      return
    }
    const { attempt } = page
    attempt.exchanges += 1
    attempt.violations += decisive.length
    if (broken !== undefined) attempt.broken ??= broken
    if (event.phase !== 'act') return
    const { request, response } = event.exchange
    const answer = `${request.method} ${response?.status ?? 'no answer'}`
    page.answers = this.#answers.with(page.answers, answer)
  }

  /** A case without a final verdict may be begun again when the run is resumed. */
  #begin(event: Begun): void {
    const page = this.#page(event.case)
    const part = event.part ?? this.#resumptions
    if (isBegun(page.attempt)) {
      if (hasEnded(page) || page.attempt.part === part) {
        throw this.#wrong(`case ${event.case} is begun twice`)
      }
      page.earlier.push(page.attempt)
    }
    page.attempt = { part, startedAt: event.at, exchanges: 0, violations: 0 }
    page.answers = AnswerLists.EMPTY
    page.end = undefined
  }

  /** The numbers of the exchanges of all attempts that did not end, each with its attempt. */
  #inUnfinished(pages: readonly CasePage[]): ReadonlyMap<number, number> {
    const known = new Map<number, number>()
    for (const page of pages) {
      const attempts = unfinishedOf(page)
      if (attempts.length === 0) continue
      const owners = attempts.flatMap(({ number, requests }) => Array(requests).fill(number))
      for (const number of this.#wire.numbersOf(page.log)) {
        const attempt = owners.shift()
        if (attempt !== undefined) known.set(number, attempt)
      }
    }
    return known
  }

  #finish(event: Finished): void {
    const page = this.#page(event.case)
    if (page.end && !isUnfinished(page.end.reason)) {
      throw this.#wrong(`case ${event.case} is finished twice`)
    }
    const { verdict, reason, durationMs, requests } = event
    page.end = {
      verdict,
      ...(reason && { reason: this.#reasons.one(reason) }),
      durationMs,
      requests,
    }
  }

  #page(id: CaseId): CasePage {
    const page = this.#pages.get(id)
    if (!page) throw this.#wrong(`case ${id} is not in the plan`)
    return page
  }

  /** Undefined for a case without a verdict in a run that claims to be complete. */
  #record(page: CasePage, interrupted: boolean): CaseRecord | undefined {
    const { planned, log, answers, attempt, earlier, end } = page
    const last = end ?? planned.settled ?? (interrupted ? cutShort(page) : undefined)
    if (!last) return undefined
    const outcome = withAllAttempts(page, last)
    const { startedAt } = attempt
    const exchanges = this.#wire.exchangesOf(log)
    return {
      planned,
      verdict: outcome.verdict,
      ...(outcome.reason && { reason: outcome.reason }),
      ...(startedAt !== undefined && { startedAt }),
      durationMs: end?.durationMs ?? 0,
      requests: end?.requests ?? exchanges.length,
      exchanges,
      waits: this.#wire.waitsOf(log),
      answers,
      ended: hasEnded(page),
      unfinished: unfinishedOf(page),
      violations: [...earlier, attempt].reduce((sum, each) => sum + each.violations, 0),
    }
  }

  #change(key: string, change: Partial<ResourceRecord>): void {
    const resource = this.#resources.get(key)
    if (!resource) {
      throw this.#wrong(`resource ${key} was not announced before`)
    }
    this.#resources.set(key, { ...resource, ...change })
  }

  #wrong(problem: string): JournalError {
    return new JournalError(this.#file, this.#line?.number, problem)
  }
}

function outsideViolation(event: ExchangeEvent, message: string): Omit<OutsideViolation, 'waived'> {
  const { phase, group, exchange } = event
  const { id, at, operation } = exchange
  return {
    exchange: id,
    at,
    phase,
    ...(group !== undefined && { group }),
    ...(operation !== undefined && { operation }),
    message,
  }
}

function asLeaked({ kind, id, name }: ResourceRecord): LeakedResource {
  return { kind, name, ...(id !== undefined && { id }) }
}

function cutShort({ attempt: { startedAt } }: CasePage): Pick<CaseRecord, 'verdict' | 'reason'> {
  const message =
    startedAt === undefined
      ? 'the run ended before the case began'
      : 'the run ended while the case was under way'
  return { verdict: 'not-tested', reason: { code: 'interrupted', message } }
}
