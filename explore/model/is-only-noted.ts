import type { Link } from './state.ts'

/** Whether Compute has noted the volume, and not got it: it is asked for, or will be refused. */
export const isOnlyNoted = ({ phase }: Link): boolean =>
  ['asked', 'linked', 'failing', 'refused'].includes(phase)
