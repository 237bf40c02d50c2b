import type { CloudFault, Misconduct } from '../../cloud-faults.ts'
import type { Mapping, Server } from '../server.ts'
import { type ComputeStore, findMapping } from '../store.ts'

/** A server, and a volume that is attached to it. */
export interface Held {
  readonly server: Server
  readonly mapping: Mapping
}

/** The server that loses a volume in place of the requested one. */
const INSTEAD: ReadonlyArray<readonly [CloudFault, (asked: Held, all: readonly Held[]) => Held[]]> =
  [
    ['detach-from-other-server', (asked, all) => all.filter((one) => one !== asked)],
    ['detach-from-first-server', (_, all) => all.slice(0, 1)],
    ['detach-from-last-server', (_, all) => all.slice(-1)],
    ['detach-from-both-servers', (_, all) => [...all]],
    ['detach-from-no-server', () => []],
  ]

/**
 * The pairs of server and volume that a detach separates: the requested pair, unless the cloud
 * has a fault. `inOrder` has the ids of the servers in the order in which they got the volume.
 */
export function lettingGo(
  store: ComputeStore,
  misconduct: Misconduct,
  asked: Held,
  inOrder: readonly string[],
): readonly Held[] {
  const { server, mapping } = asked
  const all = inOrder.flatMap((id) => holding(store.servers.get(id), mapping, asked))
  for (const [fault, choose] of all.length > 1 ? INSTEAD : []) {
    const chosen = choose(asked, all)
    const right = chosen.length === 1 && chosen[0] === asked
    if (!right && misconduct.is(fault)) return chosen
  }
  const other = server.mappings.find((one) => one !== mapping && !one.root)
  if (other && misconduct.is('detach-other-volume')) return [{ server, mapping: other }]
  return [asked]
}

function holding(server: Server | undefined, { volumeId }: Mapping, asked: Held): Held[] {
  if (server === undefined || volumeId === null) return []
  if (server === asked.server) return [asked]
  const mapping = findMapping(server, volumeId)
  return mapping ? [{ server, mapping }] : []
}
