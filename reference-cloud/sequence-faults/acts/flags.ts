import type { Mapping } from '../../compute/server.ts'
import { findMapping } from '../../compute/store.ts'
import type { Effect } from '../fault.ts'
import { othersThan } from '../insides.ts'
import type { Done } from '../moment.ts'

const turn = (mapping: Mapping | undefined): void => {
  if (mapping) mapping.deleteOnTermination = !mapping.deleteOnTermination
}

const own = ({ server, volume }: Done): Mapping | undefined =>
  server && volume && findMapping(server, volume.id)

/** Turns delete_on_termination of the volume over. */
export const turnFlag: Effect = (done) => turn(own(done))

export const turnFlagOfNeighbour: Effect = ({ server, volume }) => {
  turn(server?.mappings.find(({ volumeId }) => volumeId !== null && volumeId !== volume?.id))
}

export const turnFlagElsewhere: Effect = ({ cloud, server, volume }) => {
  for (const other of othersThan(cloud, server)) turn(volume && findMapping(other, volume.id))
}

/** Writes the flag of the call, maybe over that of a later one. */
export const writeFlag: Effect = (done) => {
  const mapping = own(done)
  if (mapping) mapping.deleteOnTermination = done.wanted.delete_on_termination === true
}
