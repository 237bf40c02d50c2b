import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { WITHOUT_WRITING } from '../../without-writing.ts'

/** Statuses of a volume in error; any status that contains this word counts as one. */
const IN_ERROR = ['error', 'error_extending', 'error_restoring']

/** Statuses of a volume during another operation, as its owner sees them. */
const BUSY = [
  'backing-up',
  'creating',
  'detaching',
  'extending',
  'maintenance',
  'restoring-backup',
  'retyping',
  'uploading',
]

export default operation('block-storage.create', ({ scenario }) => {
  scenario(
    '400:reserved-for-another-server',
    'refuses a volume that is reserved for another server',
    async ({ blockStorage, volume, reservation, noServer }) => {
      const refused = await blockStorage.create(volume, { instance_uuid: noServer.id })

      refused.answers(400)
      await reservation.is('reserved')
      await volume.stays('reserved')
      await volume.hasAttachments(1)
    },
  )

  scenario(
    '400:reserved-and-no-instance',
    'refuses a reserved volume when no server is named',
    async ({ blockStorage, volume, reservation }) => {
      const refused = await blockStorage.create(volume)

      refused.answers(400)
      await reservation.is('reserved')
      await volume.stays('reserved')
      await volume.hasAttachments(1)
    },
  )

  scenario(
    '400:attaching',
    'refuses a volume that is being attached, even to the same server',
    async ({ blockStorage, volume, noServer, noOtherServer, connector, attachmentIn }) => {
      const first = attachmentIn(
        await blockStorage.create(volume, { instance_uuid: noServer.id, connector }),
      )

      for (const instance of [noServer.id, noOtherServer.id]) {
        const refused = await blockStorage.create(volume, { instance_uuid: instance })
        refused.answers(400)
      }

      await first.is('attaching')
      await volume.stays('attaching')
      await volume.hasAttachments(1)
    },
  )

  scenario(
    '400:in-use-elsewhere',
    'refuses a volume that another server is using',
    async ({ blockStorage, standing: { server, volume }, noServer }) => {
      const refused = await blockStorage.create(volume, { instance_uuid: noServer.id })

      refused.answers(400)
      await volume.stays('in-use')
      await volume.isAttachedTo(server)
      await volume.hasAttachments(1)
    },
  )

  scenario(
    '400:multiattach-reserved',
    'refuses a multiattach volume while it is only reserved for a server',
    async ({ blockStorage, multiattachVolume: volume, noServer, noOtherServer, attachmentIn }) => {
      const first = attachmentIn(await blockStorage.create(volume, { instance_uuid: noServer.id }))

      const refused = await blockStorage.create(volume, { instance_uuid: noOtherServer.id })

      refused.answers(400)
      await first.is('reserved', { instance: noServer.id })
      await volume.stays('reserved')
      await volume.hasAttachments(1)
    },
  )

  for (const [key, when, statuses] of [
    ['400:volume-in-error', 'that is in error', IN_ERROR],
    ['400:volume-busy', 'during another operation on it', BUSY],
  ] as const) {
    scenario(key, `refuses a volume ${when}`, async ({ blockStorage, volume, noServer, force }) => {
      for (const status of statuses) {
        await force(volume, status)

        const refused = await blockStorage.create(volume, { instance_uuid: noServer.id })

        refused.answers(400)
        await volume.stays(status)
      }
      await volume.hasNoAttachment()
    })
  }

  scenario(
    '400:awaiting-transfer',
    'refuses a volume that is offered to another project',
    async ({ blockStorage, offeredVolume: volume, noServer }) => {
      const refused = await blockStorage.create(volume, { instance_uuid: noServer.id })

      refused.answers(400)
      await volume.stays('awaiting-transfer')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '400:set-aside',
    'refuses a volume that the older action has reserved, until that is taken back',
    async ({ blockStorage, volumeActions, setAside: volume, noServer }) => {
      const again = await volumeActions.reserve(volume)
      again.answers(400)

      const refused = await blockStorage.create(volume, { instance_uuid: noServer.id })

      refused.answers(400)
      await volume.stays('attaching')
      await volume.hasNoAttachment()
      const given = await volumeActions.unreserve(volume)
      given.answers(202)
      await volume.stays('available')
      const reserved = await blockStorage.create(volume, { instance_uuid: noServer.id })
      reserved.answers(200)
      await volume.stays('reserved')
    },
  )

  scenario(
    '400:foreign-project-in-path',
    'refuses a path that names another project than the token',
    async ({ blockStorage, volume, noProject }) => {
      const refused = await blockStorage.create(volume, {}, { projectId: noProject })

      refused.answers(400)
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )

  for (const [persona, slug, who] of WITHOUT_WRITING) {
    scenario(
      `403:${slug}`,
      `refuses to reserve a volume for ${who}`,
      async ({ [persona]: caller, volume, noServer, errata }) => {
        const refused = await caller.blockStorage.create(volume, { instance_uuid: noServer.id })

        errata.settle('block-storage:role-defaults', refused)
        refused.answers(403)
        await volume.stays('available')
        await volume.hasNoAttachment()
      },
      [persona],
    )
  }

  scenario(
    '404:before-first-microversion',
    'does not exist before 3.27, nor for a request that names no microversion, whatever the body',
    async ({ blockStorage, volume, noServer, speaking }) => {
      const absent = await blockStorage.create(volume, { instance_uuid: noServer.id })
      const malformed = await blockStorage.createWith({})
      const silent = speaking({ 'openstack-api-version': undefined })
      const unnamed = await silent.blockStorage.create(volume, { instance_uuid: noServer.id })

      absent.answers(404)
      unnamed.answers(404)
      malformed.answers(404)
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '404:unknown-volume',
    'creates no attachment of a volume that does not exist',
    async ({ blockStorage, noVolume, noServer }) => {
      const refused = await blockStorage.create(noVolume, { instance_uuid: noServer.id })

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-volume',
    'hides a volume from another project that wants to attach it',
    async ({ stranger, volume, noServer }) => {
      const refused = await stranger.blockStorage.create(volume, { instance_uuid: noServer.id })

      refused.answers(404)
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )
})
