import type { Answer } from '../../../fixtures/clients/answer.ts'
import type { Holder } from '../../../fixtures/fixtures.ts'
import { operation } from '../../../fixtures/scenario.ts'

/** States in which a server may be, and callers who may look. */
export default operation('compute.list', ({ scenario }) => {
  const showsVolume = (listed: Answer, { server, volume }: Holder) =>
    listed.answers(200).includes('volumeAttachments', {
      volumeId: volume.id,
      serverId: server.id,
    })

  scenario(
    '200:locked-server',
    'lists the volumes of a server that is locked',
    async ({ compute, locked: holder }) => {
      const listed = await compute.list(holder.server)

      showsVolume(listed, holder)
    },
  )

  scenario(
    '200:paused-server',
    'lists the volumes of a server that is paused',
    async ({ compute, paused: holder }) => {
      const listed = await compute.list(holder.server)

      showsVolume(listed, holder)
    },
  )

  scenario(
    '200:suspended-server',
    'lists the volumes of a server that is suspended',
    async ({ compute, suspended: holder }) => {
      const listed = await compute.list(holder.server)

      showsVolume(listed, holder)
    },
  )

  scenario(
    '200:stopped-server',
    'lists the volumes of a server that is shut off',
    async ({ compute, stopped: holder }) => {
      const listed = await compute.list(holder.server)

      showsVolume(listed, holder)
    },
  )

  scenario(
    '200:rescued-server',
    'lists the volumes of a server that is rescued',
    async ({ compute, rescued: holder }) => {
      const listed = await compute.list(holder.server)

      showsVolume(listed, holder)
    },
  )

  scenario(
    '200:resized-server',
    'lists the volumes of a server whose new size is not confirmed yet',
    async ({ compute, resized: holder }) => {
      const listed = await compute.list(holder.server)

      showsVolume(listed, holder)
    },
  )

  scenario(
    '200:errored-server',
    'lists the volumes of a server that is in error',
    async ({ compute, errored: holder }) => {
      const listed = await compute.list(holder.server)

      showsVolume(listed, holder)
    },
  )

  scenario(
    '200:shelved-server',
    'lists the volumes of a server that is shelved',
    async ({ compute, shelved: holder }) => {
      const listed = await compute.list(holder.server)

      showsVolume(listed, holder)
    },
  )

  scenario(
    '200:reader',
    'lists the volumes for a user who may only read',
    async ({ reader, standing: holder }) => {
      const listed = await reader.compute.list(holder.server)

      showsVolume(listed, holder)
    },
  )

  scenario(
    '200:admin',
    'lists the volumes for an administrator',
    async ({ admin, standing: holder }) => {
      const listed = await admin.compute.list(holder.server)

      showsVolume(listed, holder)
    },
  )
})
