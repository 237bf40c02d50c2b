import { idleWaiting } from './idle-waiting/idle-waiting.ts'
import { judging } from './judging/judging.ts'
import type { Measurement } from './measurement.ts'
import { peersFaults } from './peers/faults/peers-faults.ts'
import { peers } from './peers/peers.ts'
import { replayBound } from './replay-bound/replay-bound.ts'

/** All that `npm run bench` measures, in this order. */
export const measurements: readonly Measurement[] = [
  replayBound,
  idleWaiting,
  judging,
  peers,
  peersFaults,
]
