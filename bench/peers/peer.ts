import type { Fault } from '../../trust/fault.ts'
import type { Cell } from './cells.ts'
import type { Passage } from './passage.ts'
import type { Ring } from './ring.ts'

/** One run of a tool from its start to its end. */
export interface PeerRun {
  /** Wall time of all processes of the tool, one after the other. */
  readonly seconds: number
  /** What has passed through the proxy meanwhile. */
  readonly passages: readonly Passage[]
  /** Whether a test that passed has looked at the answer. */
  verified(passage: Passage, cell: Cell): boolean
}

/** A tool that tests a cloud's attachment APIs, and can be told how to. */
export interface Peer {
  readonly name: string
  /** Why it cannot be run here, and what to do; undefined when it can. */
  missing(ring: Ring): Promise<string | undefined>
  run(ring: Ring, folder: string): Promise<PeerRun>
  /** Makes ready for looking for faults; what it gives back tells whether the tool sees one. */
  detective(ring: Ring, folder: string): Promise<(fault: Fault) => Promise<boolean>>
}
