import type { Answer } from '../../../fixtures/clients/answer.ts'
import type { Holder } from '../../../fixtures/fixtures.ts'
import { operation } from '../../../fixtures/scenario.ts'

/** States in which a server may be, and callers who may look. */
export default operation('compute.show', ({ scenario }) => {
  const showsVolume = (shown: Answer, { server, volume }: Holder) =>
    shown.answers(200, { volumeAttachment: { volumeId: volume.id, serverId: server.id } })

  scenario(
    '200:locked-server',
    'shows the volume of a server that is locked',
    async ({ compute, locked: holder }) => {
      const shown = await compute.show(holder.server, holder.volume)

      showsVolume(shown, holder)
    },
  )

  scenario(
    '200:paused-server',
    'shows the volume of a server that is paused',
    async ({ compute, paused: holder }) => {
      const shown = await compute.show(holder.server, holder.volume)

      showsVolume(shown, holder)
    },
  )

  scenario(
    '200:suspended-server',
    'shows the volume of a server that is suspended',
    async ({ compute, suspended: holder }) => {
      const shown = await compute.show(holder.server, holder.volume)

      showsVolume(shown, holder)
    },
  )

  scenario(
    '200:stopped-server',
    'shows the volume of a server that is shut off',
    async ({ compute, stopped: holder }) => {
      const shown = await compute.show(holder.server, holder.volume)

      showsVolume(shown, holder)
    },
  )

  scenario(
    '200:rescued-server',
    'shows the volume of a server that is rescued',
    async ({ compute, rescued: holder }) => {
      const shown = await compute.show(holder.server, holder.volume)

      showsVolume(shown, holder)
    },
  )

  scenario(
    '200:resized-server',
    'shows the volume of a server whose new size is not confirmed yet',
    async ({ compute, resized: holder }) => {
      const shown = await compute.show(holder.server, holder.volume)

      showsVolume(shown, holder)
    },
  )

  scenario(
    '200:errored-server',
    'shows the volume of a server that is in error',
    async ({ compute, errored: holder }) => {
      const shown = await compute.show(holder.server, holder.volume)

      showsVolume(shown, holder)
    },
  )

  scenario(
    '200:shelved-server',
    'shows the volume of a server that is shelved',
    async ({ compute, shelved: holder }) => {
      const shown = await compute.show(holder.server, holder.volume)

      showsVolume(shown, holder)
    },
  )

  scenario(
    '200:reader',
    'shows the volume to a user who may only read',
    async ({ reader, standing: holder }) => {
      const shown = await reader.compute.show(holder.server, holder.volume)

      showsVolume(shown, holder)
    },
  )

  scenario(
    '200:unknown-query-key',
    'ignores query keys that are not documented',
    async ({ compute, standing: holder }) => {
      const shown = await compute.show(holder.server, holder.volume, { colour: 'blue' })

      showsVolume(shown.asMeant(), holder)
    },
  )
})
