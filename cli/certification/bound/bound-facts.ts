import type { EventOf, JournalEvent } from '../../../src/journal/events/journal-event.ts'
import type { RunBasis } from '../../../src/journal/events/plan-events.ts'
import type { JournalLine } from '../../../src/journal/journal-lines.ts'
import { type JournalHandler, nameOf } from '../../../src/journal/read-events.ts'
import { judge } from '../../../src/judge/judge-response.ts'
import type { Contracts } from '../../../src/openapi/contract.ts'
import type { Exchange } from '../../../src/openstack/exchange.ts'
import type { CaseId } from '../../../src/plan/case.ts'
import { resourceKinds } from '../../../suites/suites.ts'
import { cleanUpDifference } from './clean-up-again.ts'
import { CleanUpSegments } from './clean-up-segments.ts'
import { Created } from './created.ts'
import { discoveryDifference } from './discovery-again.ts'
import { microversionDifference } from './microversion-of-request.ts'
import { operationCalled, placeDifference } from './place-of-request.ts'
import { Times } from './times.ts'

/**
 * Checks the facts of a journal that follow from its exchanges: the owner of the key can write any
 * journal, but none that its own requests and answers contradict.
 */
export class BoundFacts implements JournalHandler {
  readonly #contracts: Contracts
  readonly #times = new Times()
  readonly #created = new Created(resourceKinds)
  readonly #cleanUps = new CleanUpSegments()
  readonly #discovery = new Map<number, Exchange[]>()
  readonly #bases = new Map<number, RunBasis>()
  /**
   * By case, an answer that would break the contract if its call was of the operation that its
   * method and URL match.
   */
  readonly #suspects = new Map<CaseId, string>()

  constructor(contracts: Contracts) {
    this.#contracts = contracts
  }

  enter(
    event: JournalEvent,
    line: JournalLine,
    part: number,
  ): string | undefined | Promise<string | undefined> {
    const place = nameOf(event, line)
    return (
      this.#times.enter(event, part) ??
      this.#created.enter(event, place) ??
      this.#cleanUps.enter(event, place, part) ??
      (event.type === 'exchange' ? this.#exchange(event, part) : undefined) ??
      (event.type === 'case-started' ? this.#suspects.get(event.case) : undefined) ??
      (event.type === 'clean-up-begun' ? this.#otherCloud(event, part) : undefined) ??
      (event.type === 'run-basis' ? this.#basis(event.basis, part) : undefined)
    )
  }

  /** Returns a contradiction that can be seen only after all lines. */
  async close(): Promise<string | undefined> {
    const difference = this.#times.close() ?? this.#created.close() ?? this.#cleanUps.close()
    if (difference !== undefined) return difference
    for (const segment of this.#cleanUps.closed) {
      const basis = this.#bases.get(segment.part)
      if (basis === undefined)
        return `${segment.place}: the journal does not say for which target it cleaned up`
      const { personaAccess = basis.personaAccess } = segment
      const own = { ...basis, personaAccess }
      const other = await cleanUpDifference(segment, own, this.#contracts)
      if (other !== undefined) return `${segment.place}: when the clean-up is repeated, ${other}`
    }
    return undefined
  }

  #exchange(event: EventOf<'exchange'>, part: number): string | undefined {
    const basis = this.#bases.get(part)
    if (event.phase === 'discover') {
      if (basis !== undefined) return 'it belongs to discovery, which had already ended'
      const own = this.#discovery.get(part) ?? []
      this.#discovery.set(part, [...own, event.exchange])
    } else if (basis === undefined) return 'it comes before the run-basis event of its segment'
    this.#suspect(event)
    return (
      microversionDifference(event.exchange, this.#contracts) ??
      (basis && placeDifference(event, this.#basisOf(event, basis, part), this.#contracts))
    )
  }

  /** A later clean-up may have personas that the run does not have. */
  #basisOf(
    { phase }: EventOf<'exchange'>,
    { personaAccess }: RunBasis,
    part: number,
  ): Pick<RunBasis, 'personaAccess'> {
    const others = phase === 'clean-up' ? this.#cleanUps.personasOf(part) : undefined
    return { personaAccess: others ?? personaAccess }
  }

  /**
   * Scenarios make calls on purpose that the contract does not have. Which calls these are is known
   * when the case is run again. An attempt that did not end is not run again, so its answers must
   * be right for the operation that the call matches.
   */
  #suspect({ case: id, exchange }: EventOf<'exchange'>): void {
    if (id === undefined || exchange.operation !== undefined) return
    const operation = operationCalled(exchange, this.#contracts)
    if (operation === undefined) return
    const [violation] = judge({ ...exchange, operation }, this.#contracts)
    if (violation === undefined) return
    const problem = `the attempt before it called ${operation} without naming it, and was answered ${violation.code} at ${violation.at}`
    this.#suspects.set(id, problem)
  }

  /** What cleans up later has the endpoints of the run, whoever it is. */
  #otherCloud({ personaAccess = {} }: EventOf<'clean-up-begun'>, part: number): string | undefined {
    const places = new Set(placesOf(this.#bases.get(part)?.personaAccess ?? {}))
    const other = placesOf(personaAccess).find((place) => !places.has(place))
    return other && `it cleans up at ${other}, which is no endpoint of the run`
  }

  async #basis(basis: RunBasis, part: number): Promise<string | undefined> {
    if (this.#bases.has(part)) return 'the segment has a second run-basis event'
    this.#bases.set(part, basis)
    const exchanges = this.#discovery.get(part) ?? []
    return discoveryDifference(basis, exchanges, this.#contracts)
  }
}

/** Where personas send their calls, without their projects. */
function placesOf(personaAccess: RunBasis['personaAccess']): readonly string[] {
  return Object.values(personaAccess).flatMap(({ endpoints, projectId }) =>
    Object.entries(endpoints).map(
      ([service, url]) => `${url.replaceAll(projectId, '{project}')} (${service})`,
    ),
  )
}
