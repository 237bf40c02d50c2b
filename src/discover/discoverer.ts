import type { Persona, Service } from '../openapi/contract.ts'
import type { Asker } from './asker.ts'
import type { Brings, TargetWishes } from './target.ts'

/** What discovery found of one service, as far as its fixtures need it. */
export interface Discovered {
  /** The part that is kept in the target for the fixtures. JSON, without secrets. */
  readonly found: Readonly<Record<string, unknown>>
  /** Features that the cloud lacks, each with the reason in a sentence for people. */
  readonly lacks?: Readonly<Record<string, string>>
  /** Features that the cloud was seen to have, each with what shows it: these cannot be declared absent. */
  readonly shows?: Readonly<Record<string, string>>
  /** By kind, further resources that the cloud makes for each one, which quotas count. */
  readonly brings?: Brings
  /** How many more resources of each kind the quotas allow; absent where unlimited or unknown. */
  readonly quotaLeft?: Readonly<Record<string, number>>
  /**
   * Whether roles without rights get the refusals that the documents promise; absent if not tried.
   */
  readonly restrictsRoles?: boolean | 'unknown'
}

/** Finds out what a service of the target has, with reads only. */
export interface Discoverer {
  readonly service: Service
  /** Throws `DiscoveryError` when something that every run needs is missing. */
  discover(
    member: Asker,
    wishes: TargetWishes,
    sessions: ReadonlyMap<Persona, Asker>,
  ): Promise<Discovered>
  /** The findings for people: pairs of a title and a text. */
  describe(found: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[]
}
