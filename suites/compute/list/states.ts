import type { Answer } from '../../../fixtures/core/client/answer.ts'
import type { Holder } from '../../../fixtures/volume-attach/fixtures.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { STATES_FOR_READING } from '../states-for-reading.ts'

/** States of a server in which it can be read, and personas that may read it. */
export default operation('compute.list', ({ scenario }) => {
  const showsVolume = (listed: Answer, { server, volume }: Holder) =>
    listed.answers(200).includes('volumeAttachments', {
      volumeId: volume.id,
      serverId: server.id,
    })

  for (const [state, words] of STATES_FOR_READING) {
    scenario(
      `200:${state}-server`,
      `lists the volumes of ${words}`,
      async ({ compute, [state]: holder }) => {
        const listed = await compute.list(holder.server)

        showsVolume(listed, holder)
      },
      [state],
    )
  }

  for (const [persona, who] of [
    ['reader', 'a user who may only read'],
    ['admin', 'an administrator'],
  ] as const) {
    scenario(
      `200:${persona}`,
      `lists the volumes for ${who}`,
      async ({ [persona]: caller, standing: holder }) => {
        const listed = await caller.compute.list(holder.server)

        showsVolume(listed, holder)
      },
      [persona],
    )
  }
})
