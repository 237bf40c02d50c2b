import type { Mapping } from '../../compute/server.ts'
import { findMapping } from '../../compute/store.ts'
import type { Effect } from '../fault.ts'
import { othersThan } from '../insides.ts'
import { aboutOf, type Done } from '../moment.ts'
import type { Operation } from '../operation.ts'

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

/** The volume that has taken the place of another one is not deleted with its server. */
export const forgetFlagOfReplacement: Effect = ({ server, wanted }) => {
  const mapping = server && findMapping(server, String(wanted.volumeId))
  if (mapping) mapping.deleteOnTermination = false
}

/** Writes the flag that an earlier call asked for over that of this one. */
export const writeFlagOf =
  (operation: Operation): Effect =>
  (done) => {
    const mapping = own(done)
    const { wanted = {} } = done.memory.accepted.get(aboutOf(operation, done)) ?? {}
    if (mapping) mapping.deleteOnTermination = wanted.delete_on_termination === true
  }
