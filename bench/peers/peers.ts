import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context, Measurement, Sample } from '../measurement.ts'
import type { Subject } from '../subject.ts'
import { attest } from './attest/attest.ts'
import { availablePeers } from './available-peers.ts'
import type { Peer } from './peer.ts'
import { type Ring, withRing } from './ring.ts'
import { schemathesis } from './schemathesis/schemathesis.ts'
import { figuresOf, type Tally, tallyOf } from './tally.ts'
import { tempest } from './tempest/tempest.ts'

const RIVALS: readonly Peer[] = [tempest, schemathesis]

/** Attest and other tools, one after the other on the same cloud. */
export const peers: Measurement = {
  id: 'peers',
  title: 'Peers',
  explanation:
    'Documented (operation, status, microversion) cells that attest run --quick verifies in a minute on a real ' +
    'OpenStack, over those of another tool. A cell counts when the tool has received an answer with ' +
    'that status in a passed test that checks it; for Attest, only the cells of its cases count. ' +
    'Requests to Identity are not counted; the time is that of the whole program.',
  unit: '×',
  needsCloud: true,
  conditions: [{ id: 'over Tempest', goal: { atLeast: 20 } }, { id: 'over Schemathesis' }],
  async *measure(subject, context) {
    yield* samples(await compare(subject, context), context.say)
  },
}

async function compare(
  subject: Subject,
  { scratch, say, clouds }: Context,
): Promise<ReadonlyMap<string, Tally>> {
  if (clouds === undefined) return new Map()
  return await withRing({ subject, clouds, scratch, say }, async (ring) => {
    const tallies = new Map<string, Tally>()
    for (const peer of [attest, ...(await availablePeers(RIVALS, ring))]) {
      say(`running ${peer.name}`)
      tallies.set(peer.name, tallyOf(await peer.run(ring, await folderFor(peer, ring))))
    }
    return tallies
  })
}

function* samples(tallies: ReadonlyMap<string, Tally>, say: Context['say']): Iterable<Sample> {
  const own = tallies.get(attest.name)
  for (const { name } of RIVALS) {
    const other = tallies.get(name)
    if (own === undefined || other === undefined) continue
    if (other.cells === 0) {
      say(`${name} has verified nothing here, so that there is nothing to compare with`)
      continue
    }
    yield {
      condition: `over ${name}`,
      value: own.cells / own.minutes / (other.cells / other.minutes),
      figures: { ...figuresOf(attest.name, own), ...figuresOf(name, other) },
    }
  }
}

let turns = 0

async function folderFor({ name }: Peer, { scratch }: Ring): Promise<string> {
  turns += 1
  const folder = join(scratch, `${name}-${turns}`)
  await mkdir(folder, { recursive: true })
  return folder
}
