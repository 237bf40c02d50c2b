import type { Answer } from '../../../fixtures/core/client/answer.ts'
import type { Holder } from '../../../fixtures/volume-attach/fixtures.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { STATES_FOR_READING } from '../states-for-reading.ts'

/** States of a server in which it can be read, and personas that may read it. */
export default operation('compute.show', ({ scenario }) => {
  const showsVolume = (shown: Answer, { server, volume }: Holder) =>
    shown.answers(200, { volumeAttachment: { volumeId: volume.id, serverId: server.id } })

  for (const [state, words] of STATES_FOR_READING) {
    scenario(
      `200:${state}-server`,
      `shows the volume of ${words}`,
      async ({ compute, [state]: holder }) => {
        const shown = await compute.show(holder.server, holder.volume)

        showsVolume(shown, holder)
      },
      [state],
    )
  }

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
