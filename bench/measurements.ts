import type { Measurement } from './measurement.ts'
import { replayBound } from './replay-bound/replay-bound.ts'
import { microversions } from './scale/microversions.ts'
import { rendering } from './scale/rendering.ts'

/** All that `npm run bench` measures, in this order. */
export const measurements: readonly Measurement[] = [replayBound, rendering, microversions]
