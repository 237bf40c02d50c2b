import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** What becomes of a detach when its server goes on to another state, and of the volume's data. */
export default operation('compute.detach', ({ scenario }) => {
  scenario(
    '202:flagged-volume',
    'keeps a volume that it detaches although that was to be deleted with the server',
    async ({ compute, flaggedOnActive: { server, volume } }) => {
      const accepted = await compute.detach(server, volume)

      accepted.answers(202)
      await volume.becomes('available')
      await server.forgets(volume)
      await volume.hasNoAttachment()
      await volume.stays('available')
    },
  )

  scenario(
    '202:flagged-volume-of-offloaded-server',
    'keeps a volume that it detaches from an offloaded server although that was to be deleted with it',
    async ({ compute, flaggedBeforeShelving: { server, volume, to }, errata }) => {
      await to('offloaded')

      const accepted = await compute.detach(server, volume)

      accepted.answers(202)
      await server.doesNotList(volume)
      if (await volume.isBeingDeleted()) {
        errata.settle('compute.detach:flagged-volume-of-offloaded-server', accepted)
      }
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '202:unshelved-later',
    'detaches a volume from an offloaded server, which does not have it when it is unshelved',
    async ({ compute, attachedBeforeShelving: { server, volume, to } }) => {
      await to('offloaded')
      await volume.stays('reserved')

      const accepted = await compute.detach(server, volume)

      accepted.answers(202)
      await volume.stays('available')
      await server.doesNotList(volume)
      await to('unshelved')
      await volume.stays('available')
      await volume.hasNoAttachment()
      await server.doesNotList(volume)
      await server.tellsNoMoreOf(volume)
    },
  )

  scenario(
    '202:resize-reverted-later',
    'detaches a volume from a resized server, which does not have it when the resize is reverted',
    async ({ compute, attachedBeforeReverting: { server, volume, to } }) => {
      await to('resized')

      const accepted = await compute.detach(server, volume)

      accepted.answers(202)
      await volume.becomes('available')
      await server.forgets(volume)
      await to('reverted')
      await volume.stays('available')
      await volume.hasNoAttachment()
      await server.doesNotList(volume)
    },
  )
})
