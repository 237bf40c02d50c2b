import { verifiedCells } from './cells.ts'
import { comparedDocuments } from './compared-documents.ts'
import type { Passage } from './passage.ts'
import type { PeerRun } from './peer.ts'

/** The result of a tool's run. */
export interface Tally {
  /** The number of documented cells (operation, status, microversion) that it verified. */
  readonly cells: number
  readonly minutes: number
  /** The number of its requests, including set-up, waits and clean-up, but not those to Identity. */
  readonly requests: number
  readonly servers: number
  readonly volumes: number
}

export function tallyOf({ seconds, passages, verified }: PeerRun): Tally {
  return {
    cells: verifiedCells(passages, comparedDocuments, verified).size,
    minutes: seconds / 60,
    requests: passages.length,
    servers: passages.filter((passage) => creates(passage, 'servers')).length,
    volumes: passages.filter((passage) => creates(passage, 'volumes')).length,
  }
}

function creates({ method, path, status }: Passage, collection: string): boolean {
  return method === 'POST' && status < 300 && path.endsWith(`/${collection}`)
}

/** The figures of a run, by names that begin with the tool's name and end with the unit. */
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
