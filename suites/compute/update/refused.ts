import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { WITHOUT_WRITING } from '../../without-writing.ts'

/** States of a server in which none of its volumes can be replaced. */
const WITHOUT_SWAP = [
  ['suspended', 'suspended'],
  ['stopped', 'stopped'],
  ['rescued', 'in rescue'],
  ['errored', 'in error'],
] as const

/** Updates without permission, of missing resources, and in states that do not allow them. */
export default operation('compute.update', ({ scenario }) => {
  scenario(
    '401:no-token',
    'refuses an update without a token',
    async ({ nobody, standing: { server, volume } }) => {
      const refused = await nobody.compute.update(server, volume)

      refused.answers(401)
      await server.lists(volume)
    },
  )

  scenario(
    '403:swap-by-member',
    'refuses a swap for a user who is not an administrator',
    async ({ compute, standing: { server, volume }, anotherVolume }) => {
      const refused = await compute.swap(server, volume, anotherVolume)

      refused.answers(403)
      await anotherVolume.stays('available')
      await server.lists(volume)
    },
  )

  scenario(
    '403:any-update-by-member',
    'treats any update as a swap before 2.85',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.update(server, volume)

      refused.answers(403)
      await server.lists(volume)
    },
  )

  scenario(
    '403:other-spelling',
    'treats another spelling of the same id as another volume',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.swap(server, volume, { id: volume.id.toUpperCase() })

      refused.answers(403)
      await server.lists(volume)
    },
  )

  for (const [persona, slug, who] of WITHOUT_WRITING) {
    scenario(
      `403:${slug}`,
      `refuses an update to ${who}`,
      async ({ [persona]: caller, standing: { server, volume } }) => {
        const refused = await caller.compute.update(server, volume)

        refused.answers(403)
      },
      [persona],
    )
  }

  scenario(
    '404:unknown-server',
    'updates nothing of a server that does not exist',
    async ({ compute, noServer, standing: { volume } }) => {
      const refused = await compute.update(noServer, volume)

      refused.answers(404)
    },
  )

  scenario(
    '404:malformed-server-id',
    'updates nothing of a server whose id is not a UUID',
    async ({ compute, standing: { volume } }) => {
      const refused = await compute.update({ id: 'my-server' }, volume)

      refused.answers(404)
    },
  )

  scenario(
    '404:deleted-server',
    'updates nothing of a server that has been deleted',
    async ({ compute, deletedServer, standing: { volume } }) => {
      const refused = await compute.update(deletedServer, volume)

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-server',
    'hides the servers of other projects from an update',
    async ({ stranger, standing: { server, volume } }) => {
      const refused = await stranger.compute.update(server, volume)

      refused.answers(404)
      await server.lists(volume)
    },
  )

  scenario(
    '404:not-attached',
    'updates nothing of a volume that is not attached',
    async ({ compute, standing: { server }, volume }) => {
      const refused = await compute.update(server, volume)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  scenario(
    '404:unknown-volume',
    'updates nothing of a volume that does not exist',
    async ({ compute, standing: { server }, noVolume }) => {
      const refused = await compute.update(server, noVolume)

      refused.answers(404)
    },
  )

  // The body has to name a UUID and the path has none, so this is a swap at every microversion.
  scenario(
    '404:malformed-volume-id',
    'updates nothing of a volume whose id is not a UUID',
    async ({ admin, standing: { server }, anotherVolume }) => {
      const refused = await admin.compute.swap(server, { id: 'my-volume' }, anotherVolume)

      refused.answers(404)
      await anotherVolume.stays('available')
    },
  )

  scenario(
    '404:swap-of-unknown-volume',
    'replaces no volume that does not exist',
    async ({ admin, standing: { server }, noVolume, anotherVolume }) => {
      const refused = await admin.compute.swap(server, noVolume, anotherVolume)

      refused.answers(404)
      await anotherVolume.stays('available')
      await server.doesNotList(anotherVolume)
    },
  )

  scenario(
    '409:direct-swap',
    'refuses a swap that Block Storage has not asked for',
    async ({ admin, directSwap, attached: { server, volume }, anotherVolume }) => {
      directSwap.mustBe('refused')

      const refused = await admin.compute.swap(server, volume, anotherVolume)

      refused.answers(409)
      await volume.stays('in-use')
      await anotherVolume.stays('available')
      await server.lists(volume)
    },
  )

  scenario(
    '409:direct-swap-of-shared-volume',
    'refuses a swap that Block Storage has not asked for when two servers have the volume',
    async ({ admin, directSwap, shared: { volume: shared, servers }, volume: another }) => {
      directSwap.mustBe('refused')

      const refused = await admin.compute.swap(servers[0], shared, another)

      refused.answers(409)
      await shared.stays('in-use')
      await shared.isAttachedTo(...servers)
      await another.stays('available')
      await servers[0].lists(shared)
    },
  )

  scenario(
    '409:direct-swap-first',
    'refuses a swap that Block Storage has not asked for whatever the new volume',
    async ({ admin, directSwap, attached: { server, volume }, noVolume }) => {
      directSwap.mustBe('refused')

      const refused = await admin.compute.swap(server, volume, noVolume)

      refused.answers(409)
      await volume.stays('in-use')
      await server.lists(volume)
    },
  )

  for (const [state, words] of WITHOUT_SWAP) {
    scenario(
      `409:swap-on-${state}-server`,
      `refuses a swap while the server is ${words}`,
      async ({ admin, swaps, [state]: { server, volume }, anotherVolume }) => {
        await swaps.allowForAll(volume)

        const refused = await admin.compute.swap(server, volume, anotherVolume)

        refused.answers(409)
        await volume.stays('in-use')
        await anotherVolume.stays('available')
      },
      [state],
    )
  }

  scenario(
    '409:swap-on-shelved-server',
    'refuses a swap while the server is shelved',
    async ({ admin, swaps, shelved: { server, volume }, anotherVolume }) => {
      await swaps.allowForAll(volume)

      const refused = await admin.compute.swap(server, volume, anotherVolume)

      refused.answers(409)
      await server.lists(volume)
      await anotherVolume.stays('available')
    },
  )
})
