import { contractScale } from './contract-scale/contract-scale.ts'
import { idleWaiting } from './idle-waiting/idle-waiting.ts'
import { judging } from './judging/judging.ts'
import { manyRuns } from './many-runs/many-runs.ts'
import type { Measurement } from './measurement.ts'
import { peersFaults } from './peers/faults/peers-faults.ts'
import { peers } from './peers/peers.ts'
import { replayBound } from './replay-bound/replay-bound.ts'
import { concurrency } from './scale/concurrency.ts'
import { microversions } from './scale/microversions.ts'
import { rendering } from './scale/rendering.ts'
import { startUp } from './start-up/start-up.ts'
import { timeToRed } from './time-to-red/time-to-red.ts'

/** All that `npm run bench` measures, in this order. */
export const measurements: readonly Measurement[] = [
  replayBound,
  idleWaiting,
  judging,
  startUp,
  contractScale,
  rendering,
  manyRuns,
  microversions,
  concurrency,
  timeToRed,
  peers,
  peersFaults,
]
