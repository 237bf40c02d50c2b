import type { Fault } from '../../trust/fault.ts'
import type { Cell } from './cells.ts'
import type { Passage } from './passage.ts'
import type { Ring } from './ring.ts'

/** One run of a tool from its start to its end. */
export interface PeerRun {
  /** The wall time of the tool's processes, which run one after the other. */
  readonly seconds: number
  /** The requests that went through the proxy meanwhile. */
  readonly passages: readonly Passage[]
  /** Whether a passed test has checked the answer. */
  verified(passage: Passage, cell: Cell): boolean
}

/** A tool that tests the attachment APIs of a cloud. */
export interface Peer {
  readonly name: string
  /** Why it cannot be run here, and what to do; undefined when it can. */
  missing(ring: Ring): Promise<string | undefined>
  run(ring: Ring, folder: string): Promise<PeerRun>
  /** Prepares the search for faults. The returned function tells whether the tool finds a fault. */
  detective(ring: Ring, folder: string): Promise<(fault: Fault) => Promise<boolean>>
}
