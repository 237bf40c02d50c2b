import { randomUUID } from 'node:crypto'
import type { Mapping, Server } from '../../compute/server.ts'
import { findMapping } from '../../compute/store.ts'
import type { Effect } from '../fault.ts'
import { othersThan } from '../insides.ts'
import type { Done } from '../moment.ts'

function drop(server: Server, mapping: Mapping): void {
  const at = server.mappings.indexOf(mapping)
  if (at !== -1) server.mappings.splice(at, 1)
}

const release = ({ cloud }: Done, { attachmentId }: Mapping): void => {
  const attachment = cloud.store.attachments.get(attachmentId ?? '')
  if (attachment) cloud.attachments.remove(attachment)
}

const ofVolumes = ({ mappings }: Server): Mapping[] =>
  mappings.filter(({ volumeId, root }) => volumeId !== null && !root)

/** Another volume of the server. */
const neighbour = ({ server, volume }: Done): Mapping | undefined =>
  server && ofVolumes(server).find(({ volumeId }) => volumeId !== volume?.id)

/** Compute forgets that any server has the volume. */
export const forgetLinks: Effect = ({ cloud, volume }) => {
  for (const server of cloud.servers.values()) {
    const mapping = volume && findMapping(server, volume.id)
    if (mapping) drop(server, mapping)
  }
}

/** Compute forgets what is being attached to the server. */
export const forgetComing: Effect = ({ cloud, server }) => {
  for (const mapping of server ? ofVolumes(server) : []) {
    const attachment = cloud.store.attachments.get(mapping.attachmentId ?? '')
    if (server && attachment?.status !== 'attached') drop(server, mapping)
  }
}

/** Compute lists the volume for the server, and Block Storage has no attachment of it. */
export const leaveLink: Effect = ({ server, volume, cloud }) => {
  if (!server || !volume || !cloud.servers.has(server.id)) return
  const { id: volumeId } = volume
  const made: Mapping = {
    ...{ id: randomUUID(), root: false, volumeId, fromImage: undefined, tag: null },
    ...{ attachmentId: randomUUID(), device: '/dev/sdy', deleteOnTermination: false },
  }
  server.mappings.push(made)
}

/** The server has again what it had of the volume before the call. */
export const bringLinkBack: Effect = ({ server, before, cloud }) => {
  const { mapping } = before
  if (!server || !mapping || !cloud.servers.has(server.id)) return
  if (!server.mappings.includes(mapping)) server.mappings.push(mapping)
}

/** Another volume is detached from the server. */
export const detachNeighbour: Effect = (done) => {
  const other = neighbour(done)
  if (!done.server || !other) return
  release(done, other)
  drop(done.server, other)
}

/** The volume is detached from all other servers, or all volumes are. */
export const detachFromOthers =
  (what: 'volume' | 'all'): Effect =>
  (done) => {
    for (const server of othersThan(done.cloud, done.server)) {
      for (const mapping of ofVolumes(server)) {
        if (what === 'volume' && mapping.volumeId !== done.volume?.id) continue
        release(done, mapping)
        drop(server, mapping)
      }
    }
  }

/** All volumes are detached from the server. */
export const detachAll: Effect = (done) => {
  const { server } = done
  for (const mapping of server ? ofVolumes(server) : []) {
    release(done, mapping)
    if (server) drop(server, mapping)
  }
}

/** The volume gets the device of another one of the server. */
export const sameDevice: Effect = ({ server, volume }) => {
  const own = server && volume && findMapping(server, volume.id)
  const other = server?.mappings.find((one) => one !== own && one.volumeId !== null)
  if (own && other) own.device = other.device
}

/** A server that has had the volume while the call was made, has it still. */
export const bringLinksBack: Effect = (done) => {
  const { cloud, volume, attachment } = done
  const server = cloud.servers.get(attachment?.instanceId ?? '')
  if (volume && server && !findMapping(server, volume.id)) leaveLink({ ...done, server })
}

/** The first of the server's volumes is in Block Storage no more. */
export const forgetFirst: Effect = (done) => {
  const [first] = done.before.mappings.filter(({ root }) => !root)
  if (first) release(done, first)
}

/** What was being detached from the server is attached to it again. */
export const detachingComesBack: Effect = ({ server, before, cloud, volume }) => {
  for (const mapping of before.mappings) {
    const other = cloud.store.volumes.get(mapping.volumeId ?? '')
    if (!server || !other || other === volume || other.status !== 'available') continue
    if (findMapping(server, other.id) || !cloud.servers.has(server.id)) continue
    const made = cloud.attachments.reserve(other, { instanceId: server.id, mode: null })
    cloud.attachments.complete(other, made)
    server.mappings.push({ ...mapping, attachmentId: made.id })
  }
}
