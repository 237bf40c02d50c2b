import type { Evidence } from '../../site/data/evidence.ts'
import type { Judgement } from '../../site/data/judgement.ts'
import type { SiteRun } from '../../site/data/site-run.ts'

/** A bundle or a run that was verified and judged again, ready to be published. */
export interface Taken {
  /** What the user named. */
  readonly path: string
  /** Its evidence is named when it is added to a site. */
  readonly run: SiteRun
  readonly judgement: Judgement
  readonly evidence: readonly Evidence[]
  /** The bundle, or the journal, packed: from it the run can be judged again. */
  readonly kept: Buffer
}

/** What the publisher says of a run. */
export interface PublisherFacts {
  /** What runs on the target, in words, such as versions. */
  readonly label: string | null
  /** The name under which the target is listed. */
  readonly as: string | null
  /** The release that runs there, where several offer the same microversions. */
  readonly release: string | null
}
