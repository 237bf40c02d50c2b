import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { changesNothing, isAccepted } from './outcome.ts'

/** Statuses of a volume that is free, and busy with something else. */
const BUSY = ['backing-up', 'creating', 'extending', 'maintenance', 'uploading']

/** The fixture that has the volume, what is said of it, and the states of the volume and of the fixture. */
const TAKEN = [
  ['reservation', 'reserved-volume', 'is reserved for another server', 'reserved', 'reserved'],
  [
    'connection',
    'attaching-volume',
    'is being attached by another client',
    'attaching',
    'attaching',
  ],
  ['completed', 'volume-used-by-others', 'others use without Compute', 'in-use', 'attached'],
] as const

const UNFIT = [
  ['volumeInError', 'volume-in-error', 'is in error', 'error'],
  [
    'offeredVolume',
    'volume-awaiting-transfer',
    'is offered to another project',
    'awaiting-transfer',
  ],
] as const

/** Volumes that cannot be attached to the server. */
export default operation('compute.attach', ({ scenario }) => {
  scenario(
    '400:already-attached',
    'refuses a volume that the server has already',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(400)
      await volume.stays('in-use')
      await volume.isAttachedTo(server)
      await server.lists(volume)
    },
  )

  scenario(
    '400:attached-elsewhere',
    'refuses a volume that another server has',
    async ({ compute, standing: { server: holder, volume }, server }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(400)
      await volume.stays('in-use')
      await volume.isAttachedTo(holder)
      await server.doesNotList(volume)
    },
  )

  scenario(
    '400:multiattach-twice',
    'refuses a multiattach volume that the server has already',
    async ({ compute, server, multiattachVolume: volume }) => {
      const first = await compute.attach(server, volume)
      isAccepted(first, first.status === 202 ? 202 : 200, server, volume)
      await volume.becomes('in-use')
      await server.comesToList(volume)

      const refused = await compute.attach(server, volume)

      refused.answers(400)
      await volume.stays('in-use')
      await volume.isAttachedTo(server)
    },
  )

  scenario(
    '400:multiattach-too-early',
    'refuses a multiattach volume before 2.60',
    async ({ compute, server, multiattachVolume: volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(400)
      await changesNothing(server, volume)
    },
  )

  for (const [holder, slug, which, status, state] of TAKEN) {
    scenario(
      `400:${slug}`,
      `refuses a volume that ${which}`,
      async ({ compute, server, volume, [holder]: attachment }) => {
        const refused = await compute.attach(server, volume)

        refused.answers(400)
        await volume.stays(status)
        await attachment.is(state)
        await server.doesNotList(volume)
      },
      [holder],
    )
  }

  for (const [unfit, slug, which, status] of UNFIT) {
    scenario(
      `400:${slug}`,
      `refuses a volume that ${which}`,
      async ({ compute, server, [unfit]: volume }) => {
        const refused = await compute.attach(server, volume)

        refused.answers(400)
        await volume.stays(status)
        await volume.hasNoAttachment()
        await server.doesNotList(volume)
      },
      [unfit],
    )
  }

  scenario(
    '400:volume-busy',
    'refuses a volume with which something else is being done',
    async ({ compute, server, volume, force }) => {
      for (const status of BUSY) {
        await force(volume, status)

        const refused = await compute.attach(server, volume)

        refused.answers(400)
        await volume.stays(status)
      }
      await volume.hasNoAttachment()
      await server.doesNotList(volume)
    },
  )

  scenario(
    '400:reserved-volume-on-offloaded-server',
    'refuses to attach a reserved volume to an offloaded server, from 2.101 on too',
    async ({ compute, offloaded: { server }, volume, reservation }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(400)
      await volume.stays('reserved')
      await reservation.is('reserved')
      await server.doesNotList(volume)
    },
  )

  scenario(
    '400:tag-on-offloaded-server',
    'refuses a device tag for an offloaded server',
    async ({ compute, offloaded: { server }, volume }) => {
      const refused = await compute.attach(server, volume, { tag: 'attest' })

      refused.answers(400)
      await changesNothing(server, volume)
    },
  )

  scenario(
    '400:multiattach-on-offloaded-server',
    'refuses to attach a multiattach volume to an offloaded server',
    async ({ compute, offloaded: { server }, multiattachVolume: volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(400)
      await changesNothing(server, volume)
    },
  )
})
