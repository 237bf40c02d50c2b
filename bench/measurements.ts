import type { Measurement } from './measurement.ts'

/** All that `npm run bench` measures, in this order. */
export const measurements: readonly Measurement[] = []
