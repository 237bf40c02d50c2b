import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { WITHOUT_WRITING } from '../../without-writing.ts'
import { changesNothing } from './outcome.ts'

/** Callers without permission, missing resources, and servers in states that do not allow an attach. */
export default operation('compute.attach', ({ scenario }) => {
  scenario(
    '401:no-token',
    'refuses an attach without a token',
    async ({ nobody, standing: { server }, volume }) => {
      const refused = await nobody.compute.attach(server, volume)

      refused.answers(401)
      await changesNothing(server, volume)
    },
  )

  for (const [persona, slug, who] of WITHOUT_WRITING) {
    scenario(
      `403:${slug}`,
      `refuses an attach to ${who}`,
      async ({ [persona]: caller, standing: { server }, volume }) => {
        const refused = await caller.compute.attach(server, volume)

        refused.answers(403)
        await changesNothing(server, volume)
      },
      [persona],
    )
  }

  scenario(
    '404:unknown-server',
    'attaches nothing to a server that does not exist',
    async ({ compute, noServer, volume }) => {
      const refused = await compute.attach(noServer, volume)

      refused.answers(404)
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '404:server-id-no-uuid',
    'attaches nothing to a server whose id is not a UUID',
    async ({ compute, standing: { server }, volume }) => {
      for (const id of ['attest', server.name, `${server.id}0`]) {
        const refused = await compute.attach({ id }, volume)

        refused.answers(404)
      }
      await changesNothing(server, volume)
    },
  )

  scenario(
    '404:deleted-server',
    'attaches nothing to a server that is deleted',
    async ({ compute, deletedServer, volume }) => {
      const refused = await compute.attach(deletedServer, volume)

      refused.answers(404)
      await volume.stays('available')
      await volume.hasNoAttachment()
    },
  )

  scenario(
    '404:foreign-server',
    'hides a server from another project that wants to attach to it',
    async ({ stranger, standing: { server }, volume }) => {
      const refused = await stranger.compute.attach(server, volume)

      refused.answers(404)
      await changesNothing(server, volume)
    },
  )

  scenario(
    '404:unknown-volume',
    'attaches no volume that does not exist',
    async ({ compute, standing: { server }, noVolume }) => {
      const refused = await compute.attach(server, noVolume)

      refused.answers(404)
      await server.doesNotList(noVolume)
    },
  )

  scenario(
    '404:deleted-volume',
    'attaches no volume that is deleted',
    async ({ compute, standing: { server }, deletedVolume }) => {
      const refused = await compute.attach(server, deletedVolume)

      refused.answers(404)
      await server.doesNotList(deletedVolume)
    },
  )

  scenario(
    '404:foreign-volume',
    'hides a volume of another project from a user who wants to attach it',
    async ({ compute, standing: { server }, foreignVolume: volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(404)
      await server.doesNotList(volume)
      await volume.stays('available')
    },
  )

  scenario(
    '409:server-in-error',
    'refuses a server that is in error',
    async ({ compute, errored: { server }, volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(409)
      await changesNothing(server, volume)
    },
  )

  scenario(
    '409:suspended-server',
    'refuses a suspended server',
    async ({ compute, suspended: { server }, volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(409)
      await changesNothing(server, volume)
    },
  )

  scenario(
    '409:rescued-server',
    'refuses a server that is being rescued',
    async ({ compute, rescued: { server }, volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(409)
      await changesNothing(server, volume)
    },
  )

  scenario(
    '409:shelved-server-too-early',
    'refuses a shelved server before 2.20',
    async ({ compute, shelved: { server }, volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(409)
      await changesNothing(server, volume)
    },
  )

  scenario(
    '409:offloaded-server-too-early',
    'refuses an offloaded server before 2.20',
    async ({ compute, offloaded: { server }, volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(409)
      await changesNothing(server, volume)
    },
  )

  scenario(
    '409:locked-server',
    'refuses a locked server to the user who has locked it',
    async ({ compute, locked: { server }, volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(409)
      await changesNothing(server, volume)
    },
  )

  scenario(
    '409:server-locked-by-admin',
    'refuses a server that an administrator has locked',
    async ({ compute, adminLocked: { server }, volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(409)
      await changesNothing(server, volume)
    },
  )
})
