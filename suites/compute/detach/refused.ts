import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { WITHOUT_WRITING } from '../../without-writing.ts'

/** States of a server in which none of its volumes can be detached. */
const CLOSED = [
  ['locked', 'a locked server'],
  ['suspended', 'a suspended server'],
  ['rescued', 'a server in rescue'],
  ['errored', 'a server in error'],
] as const

const CLOSED_BEFORE_2_20 = [
  ['shelved', 'a shelved server'],
  ['offloaded', 'an offloaded server'],
] as const

export default operation('compute.detach', ({ scenario }) => {
  scenario(
    '400:root-volume',
    'refuses to detach the volume that the server was booted from',
    async ({ compute, booted: { server, volume } }) => {
      const refused = await compute.detach(server, volume)

      refused.answers(400)
      await volume.stays('in-use')
      await server.lists(volume)
    },
  )

  scenario(
    '400:root-volume-by-admin',
    'refuses an administrator to detach the volume that the server was booted from',
    async ({ admin, booted: { server, volume } }) => {
      const refused = await admin.compute.detach(server, volume)

      refused.answers(400)
      await volume.stays('in-use')
      await server.lists(volume)
    },
  )

  scenario(
    '400:detaching-volume',
    'refuses to detach a volume that is being detached already',
    async ({ compute, detaching: { server, volume } }) => {
      const refused = await compute.detach(server, volume)

      refused.answers(400)
      await volume.stays('detaching')
      await server.lists(volume)
    },
  )

  scenario(
    '400:volume-not-in-use',
    'refuses to detach a volume that Block Storage does not show as in use',
    async ({ compute, attachedToActive: { server, volume }, force }) => {
      const attachment = await volume.attachmentOf(server)
      for (const status of ['error', 'maintenance', 'available']) {
        await force(volume, status)

        const refused = await compute.detach(server, volume)

        refused.answers(400)
        await volume.becomes(status)
        await server.lists(volume)
        await attachment.is('attached', { instance: server.id })
      }
      await force(volume, 'in-use')
      const accepted = await compute.detach(server, volume)
      accepted.answers(202)
      await volume.becomes('available')
    },
  )

  scenario(
    '401:no-token',
    'refuses a detach without a token',
    async ({ nobody, attached: { server, volume } }) => {
      const refused = await nobody.compute.detach(server, volume)

      refused.answers(401)
      await volume.stays('in-use')
    },
  )

  for (const [persona, slug, who] of WITHOUT_WRITING) {
    scenario(
      `403:${slug}`,
      `refuses a detach to ${who}`,
      async ({ [persona]: caller, attached: { server, volume } }) => {
        const refused = await caller.compute.detach(server, volume)

        refused.answers(403)
        await volume.stays('in-use')
      },
      [persona],
    )
  }

  scenario(
    '404:unknown-server',
    'detaches nothing from a server that does not exist',
    async ({ compute, noServer, standing: { volume } }) => {
      const refused = await compute.detach(noServer, volume)

      refused.answers(404)
      await volume.stays('in-use')
    },
  )

  scenario(
    '404:malformed-server-id',
    'detaches nothing from a server whose id is not a UUID',
    async ({ compute, standing: { volume } }) => {
      const refused = await compute.detach({ id: 'my-server' }, volume)

      refused.answers(404)
      await volume.stays('in-use')
    },
  )

  scenario(
    '404:deleted-server',
    'detaches nothing from a server that has been deleted',
    async ({ compute, deletedServer, standing: { volume } }) => {
      const refused = await compute.detach(deletedServer, volume)

      refused.answers(404)
      await volume.stays('in-use')
    },
  )

  scenario(
    '404:foreign-server',
    'hides the servers of other projects from a detach',
    async ({ stranger, attached: { server, volume } }) => {
      const refused = await stranger.compute.detach(server, volume)

      refused.answers(404)
      await volume.stays('in-use')
      await server.lists(volume)
    },
  )

  scenario(
    '404:unknown-volume',
    'detaches no volume that does not exist',
    async ({ compute, standing: { server }, noVolume }) => {
      const refused = await compute.detach(server, noVolume)

      refused.answers(404)
    },
  )

  scenario(
    '404:malformed-volume-id',
    'detaches no volume whose id is not a UUID',
    async ({ compute, standing: { server } }) => {
      const refused = await compute.detach(server, { id: 'my-volume' })

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-volume',
    'detaches no volume of another project',
    async ({ compute, standing: { server }, foreignVolume }) => {
      const refused = await compute.detach(server, foreignVolume)

      refused.answers(404)
      await foreignVolume.stays('available')
    },
  )

  scenario(
    '404:not-attached',
    'detaches no volume that is not attached',
    async ({ compute, standing: { server }, volume }) => {
      const refused = await compute.detach(server, volume)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  scenario(
    '404:attached-elsewhere',
    'detaches no volume that another server has',
    async ({ compute, standing, attached: { server, volume } }) => {
      const refused = await compute.detach(standing.server, volume)

      refused.answers(404)
      await server.lists(volume)
      await volume.stays('in-use')
    },
  )

  scenario(
    '404:already-detached',
    'detaches no volume a second time',
    async ({ compute, attached: { server, volume } }) => {
      await compute.detach(server, volume)
      await volume.becomes('available')
      await server.forgets(volume)

      const refused = await compute.detach(server, volume)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  for (const [state, which] of CLOSED) {
    scenario(
      `409:${state}-server`,
      `refuses to detach from ${which}`,
      async ({ compute, [state]: { server, volume } }) => {
        const refused = await compute.detach(server, volume)

        refused.answers(409)
        await volume.stays('in-use')
        await server.lists(volume)
      },
      [state],
    )
  }

  for (const [state, which] of CLOSED_BEFORE_2_20) {
    scenario(
      `409:${state}-server-too-early`,
      `refuses to detach from ${which} before 2.20`,
      async ({ compute, [state]: { server, volume } }) => {
        const refused = await compute.detach(server, volume)

        refused.answers(409)
        await server.lists(volume)
      },
      [state],
    )
  }
})
