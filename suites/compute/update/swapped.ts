import { operation } from '../../../fixtures/volume-attach/operation.ts'

const SWAPPABLE = [
  ['attachedToPaused', 'paused', 'while the server is paused'],
  ['attachedToResized', 'resized', 'before a resize is confirmed'],
] as const

/** Swaps by an administrator, on clouds that perform them. */
export default operation('compute.update', ({ scenario }) => {
  scenario(
    '202:swap',
    'replaces the attached volume by another one for an administrator',
    async ({ admin, directSwap, attached: { server, volume }, anotherVolume }) => {
      directSwap.mustBe('performed')
      const device = await server.deviceOf(volume)

      const accepted = await admin.compute.swap(server, volume, anotherVolume)

      accepted.answers(202)
      await anotherVolume.becomes('in-use')
      await server.comesToList(anotherVolume)
      await server.forgets(volume)
      await volume.becomes('available')
      await volume.hasNoAttachment()
      await anotherVolume.isAttachedTo(server)
      await server.shows(anotherVolume, { device })
    },
  )

  scenario(
    '202:swap-recorded',
    'records a swap in the actions of the server',
    async ({ admin, directSwap, attached: { server, volume }, anotherVolume }) => {
      directSwap.mustBe('performed')

      const accepted = await admin.compute.swap(server, volume, anotherVolume)

      accepted.answers(202)
      await server.records('swap_volume', accepted)
      await anotherVolume.becomes('in-use')
      await server.forgets(volume)
    },
  )

  for (const [state, slug, when] of SWAPPABLE) {
    scenario(
      `202:swap-on-${slug}-server`,
      `replaces the attached volume by another one ${when}`,
      async ({ admin, directSwap, [state]: { server, volume }, anotherVolume }) => {
        directSwap.mustBe('performed')

        const accepted = await admin.compute.swap(server, volume, anotherVolume)

        accepted.answers(202)
        await anotherVolume.becomes('in-use')
        await server.comesToList(anotherVolume)
        await server.forgets(volume)
        await volume.becomes('available')
      },
      [state],
    )
  }

  scenario(
    '400:swap-unknown-volume',
    'replaces no volume by one that does not exist',
    async ({ admin, swaps, standing: { server, volume }, noVolume }) => {
      await swaps.allowForAll(volume)

      const refused = await admin.compute.swap(server, volume, noVolume)

      refused.answers(400)
      await server.lists(volume)
      await volume.stays('in-use')
    },
  )

  scenario(
    '400:swap-attached-volume',
    'replaces no volume by one that is attached already',
    async ({ admin, swaps, attached: { server, volume }, standing }) => {
      await swaps.allowFor(volume)

      const refused = await admin.compute.swap(server, volume, standing.volume)

      refused.answers(400)
      await server.lists(volume)
      await server.doesNotList(standing.volume)
      await volume.stays('in-use')
    },
  )

  scenario(
    '400:swap-to-itself',
    'replaces no volume by itself',
    async ({ admin, swaps, standing: { server, volume } }) => {
      await swaps.allowForAll(volume)

      const refused = await admin.compute.swap(server, volume, volume)

      refused.answers(400)
      await server.lists(volume)
      await volume.stays('in-use')
    },
  )

  scenario(
    '400:swap-smaller-volume',
    'replaces no volume by a smaller one',
    async ({ admin, swaps, standing: { server, volume }, anotherVolume }) => {
      await swaps.allowForAll(volume)

      const refused = await admin.compute.swap(server, volume, anotherVolume)

      refused.answers(400)
      await server.lists(volume)
      await volume.stays('in-use')
      await anotherVolume.stays('available')
    },
  )

  scenario(
    '400:swap-of-volume-elsewhere',
    'replaces no volume that another server has',
    async ({ admin, swaps, standing, server, volume }) => {
      await swaps.allowForAll(standing.volume)

      const refused = await admin.compute.swap(server, standing.volume, volume)

      refused.answers(400)
      await standing.server.lists(standing.volume)
      await server.doesNotList(volume)
      await volume.stays('available')
    },
  )

  scenario(
    '400:swap-of-detached-volume',
    'replaces no volume that no server has',
    async ({ admin, swaps, standing: { server }, volume, anotherVolume }) => {
      await swaps.allowFor(volume)

      const refused = await admin.compute.swap(server, volume, anotherVolume)

      refused.answers(400)
      await server.doesNotList(anotherVolume)
      await volume.stays('available')
      await anotherVolume.stays('available')
    },
  )

  scenario(
    '400:swap-of-shared-volume',
    'replaces no volume that several servers may write to',
    async ({ admin, swaps, shared: { volume: shared, servers }, volume: another }) => {
      await swaps.allowFor(shared)
      const [server] = servers

      const refused = await admin.compute.swap(server, shared, another)

      refused.answers(400)
      await shared.isAttachedTo(...servers)
      await server.lists(shared)
      await another.stays('available')
    },
  )

  scenario(
    '400:swap-of-detaching-volume',
    'replaces no volume that is being detached',
    async ({ admin, directSwap, detaching: { server, volume }, anotherVolume }) => {
      directSwap.mustBe('performed')

      const refused = await admin.compute.swap(server, volume, anotherVolume)

      refused.answers(400)
      await server.lists(volume)
      await volume.stays('detaching')
      await anotherVolume.stays('available')
    },
  )
})
