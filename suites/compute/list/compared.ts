import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Volumes that a server got in other ways than by an attach, or lost in other ways than by a detach. */
export default operation('compute.list', ({ scenario }) => {
  scenario(
    '200:given-at-creation',
    'lists the volumes that a server is created with, under their tag and their flag',
    async ({ compute, building, volume, anotherVolume }) => {
      const server = await building(
        [volume, { tag: 'attest-given', delete_on_termination: false }],
        [anotherVolume, { delete_on_termination: true }],
      )
      await server.boots()

      const listed = await compute.list(server)

      listed
        .answers(200)
        .includes('volumeAttachments', {
          volumeId: volume.id,
          tag: 'attest-given',
          delete_on_termination: false,
        })
        .includes('volumeAttachments', {
          volumeId: anotherVolume.id,
          tag: null,
          delete_on_termination: true,
        })
      await volume.isAttachedTo(server)
      await anotherVolume.isAttachedTo(server)
      await server.delete()
      await anotherVolume.vanishes()
      await volume.becomes('available')
    },
  )

  scenario(
    '200:hard-reboot-forgets',
    'lists no volume after a hard reboot whose attachment Block Storage has lost',
    async ({
      compute,
      rebootingHard: { server, volume: kept, to },
      volume,
      attach,
      forceDetached,
      errata,
    }) => {
      errata.settle('compute.list:hard-reboot-tidies', await compute.list(server))
      await attach(server, volume)
      await volume.isAttachedTo(server)
      await forceDetached(volume)
      await server.lists(volume)

      await to('rebootedHard')

      const listed = await compute.list(server)
      listed.answers(200).includes('volumeAttachments', { volumeId: kept.id })
      await server.doesNotList(volume)
      await volume.stays('available')
    },
  )

  scenario(
    '200:hard-reboot-removes-attachments',
    'lists the volumes of a server whose hard reboot removes attachments that Compute did not make',
    async ({
      compute,
      blockStorage,
      rebootingHard: { server, volume: kept, to },
      volume,
      attachmentIn,
      errata,
    }) => {
      errata.settle('compute.list:hard-reboot-tidies', await compute.list(server))
      const own = await kept.attachmentOf(server)
      const created = await blockStorage.create(volume, { instance_uuid: server.id })
      const made = attachmentIn(created)
      await volume.stays('reserved')

      await to('rebootedHard')

      const listed = await compute.list(server)
      listed.answers(200).includes('volumeAttachments', { volumeId: kept.id })
      await server.doesNotList(volume)
      await made.isGone()
      await volume.stays('available')
      await own.is('attached', { instance: server.id })
      await kept.stays('in-use')
    },
  )
})
