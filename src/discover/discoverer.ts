import type { Persona, Service } from '../openapi/contract.ts'
import type { Asker } from './asker.ts'
import type { TargetWishes } from './target.ts'

/** What one service has, as far as its fixtures need to know it. */
export interface Discovered {
  /** What is kept in the target for the fixtures; JSON, and no secret. */
  readonly found: Readonly<Record<string, unknown>>
  /** Features that the cloud lacks, and why, in a sentence for people. */
  readonly lacks?: Readonly<Record<string, string>>
  /** How many more of a kind of resource the quotas leave; absent where unlimited or not told. */
  readonly quotaLeft?: Readonly<Record<string, number>>
  /** Whether roles without rights are refused what the documents refuse them, if it was tried. */
  readonly restrictsRoles?: boolean | 'unknown'
}

/** Finds out what a service of the target has, with reads only. */
export interface Discoverer {
  readonly service: Service
  /** Throws `DiscoveryError` when something is missing that every run needs. */
  discover(
    member: Asker,
    wishes: TargetWishes,
    sessions: ReadonlyMap<Persona, Asker>,
  ): Promise<Discovered>
  /** What it has found, for a person: pairs of a title and a text. */
  describe(found: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[]
}
