import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { catalogue } from '../../../trust/catalogue/catalogue.ts'
import type { Fault } from '../../../trust/fault.ts'
import { DEFAULT_PART, partOf } from '../../../trust/parts.ts'
import type { Context, Measurement, Sample } from '../../measurement.ts'
import { attest } from '../attest/attest.ts'
import { availablePeers } from '../available-peers.ts'
import { type Ring, withRing } from '../ring.ts'
import { schemathesis } from '../schemathesis/schemathesis.ts'
import { tempest } from '../tempest/tempest.ts'

/** Every so many faults of the catalogue, one is taken. */
const STRETCH = 80

/** A systematic sample of the faults that a proxy can cause in front of any cloud. */
const sampleOfFaults: readonly Fault[] = catalogue
  .filter((fault) => partOf(fault).name === DEFAULT_PART)
  .filter(({ means, release }) => 'tamper' in means && release === undefined)
  .filter((_fault, index) => index % STRETCH === STRETCH / 2)

const PEERS = [attest, tempest, schemathesis]

/** How many faults of the sample each tool finds, with one fault at a time in front of the same cloud. */
export const peersFaults: Measurement = {
  id: 'peers-faults',
  title: 'Faults that tools find',
  explanation:
    `The share of ${sampleOfFaults.length} faults of the catalogue of npm run trust (each ${STRETCH}th) ` +
    'that a tool finds on a real OpenStack behind a proxy that causes the fault: a test fails that ' +
    'passes without it. Of Tempest, the passed tests that call the operation are run again.',
  unit: '%',
  needsCloud: true,
  conditions: [{ id: 'Attest', goal: { atLeast: 100 } }, { id: 'Tempest' }, { id: 'Schemathesis' }],
  async *measure(subject, { scratch, say, clouds }: Context): AsyncIterable<Sample> {
    if (clouds === undefined) return
    yield* await withRing({ subject, clouds, scratch, say }, huntAll)
  },
}

async function huntAll(ring: Ring): Promise<Sample[]> {
  const samples: Sample[] = []
  for (const peer of await availablePeers(PEERS, ring)) {
    ring.say(`${peer.name} without a fault`)
    const sees = await peer.detective(ring, await mkdtemp(join(ring.scratch, 'hunt-')))
    let seen = 0
    for (const fault of sampleOfFaults) {
      const isSeen = await sees(fault)
      if (isSeen) seen += 1
      ring.say(`${peer.name} ${isSeen ? 'finds' : 'does not find'} ${fault.id}`)
    }
    const tried = sampleOfFaults.length
    const figures = { 'seen faults': seen, 'tried faults': tried }
    samples.push({ condition: peer.name, value: (seen / tried) * 100, figures })
  }
  return samples
}
