import { operation } from '../../../fixtures/volume-attach/operation.ts'

const DEVICE = '/dev/vdc'

/**
 * Attachments that the older actions on volumes make, keep and end. Releases attach a volume for reading
 * only ever after it was attached by os-attach, so these cases use volumes that are read-only anyway.
 */
export default operation('block-storage.show', ({ scenario }) => {
  scenario(
    '200:made-by-os-attach',
    'shows an attachment that os-attach has made for an instance, until os-detach ends it',
    async ({ blockStorage, volumeActions, readOnlyVolume: volume, noServer: instance }) => {
      const accepted = await volumeActions.attach(volume, {
        instance_uuid: instance.id,
        mountpoint: DEVICE,
        mode: 'ro',
      })

      accepted.answers(202)
      await volume.becomes('in-use')
      const attachment = await volume.soleAttachment()
      const shown = await blockStorage.show(attachment)
      shown.answers(200, {
        attachment: {
          volume_id: volume.id,
          instance: instance.id,
          status: 'attached',
          attach_mode: 'ro',
        },
      })
      await volume.names(attachment, { server_id: instance.id, device: DEVICE })

      const detached = await volumeActions.detach(volume)

      detached.answers(202)
      await volume.becomes('available')
      const gone = await blockStorage.show(attachment)
      gone.answers(404)
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '200:made-by-os-attach-for-host',
    'shows an attachment that os-attach has made for a host, until an administrator ends it',
    async ({ admin, readOnlyVolume: volume, force }) => {
      const accepted = await admin.volumeActions.attach(volume, {
        host_name: 'attest',
        mountpoint: DEVICE,
        mode: 'ro',
      })

      accepted.answers(202)
      await volume.becomes('in-use')
      const attachment = await volume.soleAttachment()
      const shown = await admin.blockStorage.show(attachment)
      shown.answers(200, {
        attachment: { volume_id: volume.id, instance: null, status: 'attached' },
      })

      await force(volume, 'error')
      const detached = await admin.volumeActions.forceDetach(volume, attachment)

      detached.answers(202)
      await volume.goesThrough('error', 'available')
      const gone = await admin.blockStorage.show(attachment)
      gone.answers(404)
    },
  )

  scenario(
    '200:after-os-reserve',
    'shows both attachments of a volume that os-reserve sets aside for a third, and gives up',
    async ({ blockStorage, volumeActions, inUseTwice: { volume, first, last } }) => {
      const reserved = await volumeActions.reserve(volume)
      reserved.answers(202)
      await volume.stays('attaching')

      const given = await volumeActions.unreserve(volume)

      given.answers(202)
      await volume.stays('in-use')
      for (const { attachment, instance } of [first, last]) {
        const shown = await blockStorage.show(attachment)
        shown.answers(200, { attachment: { status: 'attached', instance: instance.id } })
      }
    },
  )

  scenario(
    '404:after-reset',
    'shows no attachment of a volume that an administrator has reset to be detached',
    async ({ admin, volume, completed }) => {
      const reset = await admin.volumeActions.reset(volume, {
        status: 'available',
        attach_status: 'detached',
      })

      reset.answers(202)
      const shown = await admin.blockStorage.show(completed)
      shown.answers(404)
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )
})
