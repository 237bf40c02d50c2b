import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { WITHOUT_WRITING } from '../../without-writing.ts'
import { changesNothing } from './outcome.ts'

/** States of a server in which no volume can be attached. */
const CLOSED = [
  ['errored', 'server-in-error', 'a server that is in error'],
  ['suspended', 'suspended-server', 'a suspended server'],
  ['rescued', 'rescued-server', 'a server that is being rescued'],
  ['shelved', 'shelved-server-too-early', 'a shelved server before 2.20'],
  ['offloaded', 'offloaded-server-too-early', 'an offloaded server before 2.20'],
  ['locked', 'locked-server', 'a locked server to the user who has locked it'],
  ['adminLocked', 'server-locked-by-admin', 'a server that an administrator has locked'],
] as const

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

  for (const [state, slug, which] of CLOSED) {
    scenario(
      `409:${slug}`,
      `refuses ${which}`,
      async ({ compute, [state]: { server }, volume }) => {
        const refused = await compute.attach(server, volume)

        refused.answers(409)
        await changesNothing(server, volume)
      },
      [state],
    )
  }
})
