import type { Peer } from './peer.ts'
import type { Ring } from './ring.ts'

/** The peers that can be run here. For each of the others, the reason is shown. */
export async function availablePeers(peers: readonly Peer[], ring: Ring): Promise<Peer[]> {
  const available: Peer[] = []
  for (const peer of peers) {
    const why = await peer.missing(ring)
    if (why === undefined) available.push(peer)
    else ring.say(`${peer.name} is skipped: ${why}`)
  }
  return available
}
