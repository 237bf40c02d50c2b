import { contracts } from '../../trust/answers/contracts.ts'
import { verifiedCells } from './cells.ts'
import type { Passage } from './passage.ts'
import type { PeerRun } from './peer.ts'

/** What a run of a tool came to. */
export interface Tally {
  /** Documented (operation, status, microversion) that it verified. */
  readonly cells: number
  readonly minutes: number
  /** All that it sent, to set up, to wait and to clean up as well; to Identity apart. */
  readonly requests: number
  readonly servers: number
  readonly volumes: number
}

export function tallyOf({ seconds, passages, verified }: PeerRun): Tally {
  return {
    cells: verifiedCells(passages, contracts, verified).size,
    minutes: seconds / 60,
    requests: passages.length,
    servers: passages.filter((passage) => creates(passage, 'servers')).length,
    volumes: passages.filter((passage) => creates(passage, 'volumes')).length,
  }
}

function creates({ method, path, status }: Passage, collection: string): boolean {
  return method === 'POST' && status < 300 && path.endsWith(`/${collection}`)
}

/** Its figures, by names that begin with the tool's and end in the unit. */
export function figuresOf(tool: string, tally: Tally): Record<string, number> {
  const { cells, minutes, requests, servers, volumes } = tally
  return {
    [`${tool}, cells`]: cells,
    [`${tool}, min`]: minutes,
    [`${tool}, cells/min`]: cells / minutes,
    [`${tool}, requests/cell`]: requests / cells,
    [`${tool}, requests`]: requests,
    [`${tool}, servers`]: servers,
    [`${tool}, volumes`]: volumes,
  }
}
