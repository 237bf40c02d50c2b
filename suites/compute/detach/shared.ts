import type { Volume } from '../../../fixtures/block-storage/volume.ts'
import type { ComputeClient } from '../../../fixtures/compute/compute-client.ts'
import type { Server } from '../../../fixtures/compute/server.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Detaches of a volume that two servers have. */
export default operation('compute.detach', ({ scenario }) => {
  scenario(
    '202:first-of-two-servers',
    'detaches a volume from the first of two servers, and later from the last',
    async ({ compute, shared: { volume, servers } }) => {
      const [first, last] = servers
      await detachesFromOne(compute, volume, first, last)
      await detachesFromLastHolder(compute, volume, last, first)
    },
  )

  scenario(
    '202:last-of-two-servers',
    'detaches a volume from the last of two servers, and later from the first',
    async ({ compute, shared: { volume, servers } }) => {
      const [first, last] = servers
      await detachesFromOne(compute, volume, last, first)
      await detachesFromLastHolder(compute, volume, first, last)
    },
  )

  scenario(
    '202:after-resize-of-two-servers',
    'detaches a volume from one server and the other after both were resized',
    async ({ compute, sharedThroughResize: { volume, servers } }) => {
      const [first, last] = servers
      await volume.becomes('in-use')
      await volume.isAttachedTo(first, last)
      await detachesFromOne(compute, volume, first, last)
      await detachesFromLastHolder(compute, volume, last, first)
    },
  )
})

/** The attachment of `server` goes; that of `other` stays as it was, and the volume in use. */
async function detachesFromOne(
  compute: ComputeClient,
  volume: Volume,
  server: Server,
  other: Server,
): Promise<void> {
  const gone = await volume.attachmentOf(server)
  const kept = await volume.attachmentOf(other)

  const accepted = await compute.detach(server, volume)

  accepted.answers(202)
  await volume.goesThrough('detaching', 'in-use')
  await kept.is('attached', { instance: other.id })
  await volume.isAttachedTo(other)
  await gone.isGone()
  await server.forgets(volume)
  await server.tellsNoMoreOf(volume)
  await other.lists(volume)
  await other.tellsOf(volume)
  await other.shows(volume, { serverId: other.id, attachment_id: kept.id })
  await volume.stays('in-use')
}

/** The volume's only attachment goes, and none of both servers knows it any more. */
async function detachesFromLastHolder(
  compute: ComputeClient,
  volume: Volume,
  server: Server,
  former: Server,
): Promise<void> {
  const accepted = await compute.detach(server, volume)

  accepted.answers(202)
  await volume.becomes('available')
  await volume.hasNoAttachment()
  await server.forgets(volume)
  await server.tellsNoMoreOf(volume)
  await former.doesNotList(volume)
}
