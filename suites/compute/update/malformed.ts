import type { Volume } from '../../../fixtures/block-storage/volume.ts'
import type { ComputeClient } from '../../../fixtures/compute/compute-client.ts'
import type { Server } from '../../../fixtures/compute/server.ts'
import type { ScenarioKey } from '../../../fixtures/core/case/scenario.ts'
import type { Holder } from '../../../fixtures/volume-attach/fixtures.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** Bodies that break the schema. They are refused for every persona, also when an update is a swap. */
export default operation('compute.update', ({ scenario }) => {
  /** Each of these bodies is refused. */
  function refuses(
    key: ScenarioKey,
    title: string,
    bodies: (standing: Holder) => readonly unknown[],
  ): void {
    scenario(key, title, async ({ compute, standing: { server, volume } }) => {
      await refusesAll(compute, server, volume, bodies({ server, volume }))
    })
  }

  /** Any fault in this field is refused, in a body with these fields that is valid without it. */
  function refusesFaultsIn(
    field: string,
    key: ScenarioKey,
    title: string,
    fields: (standing: Holder) => object,
  ): void {
    scenario(key, title, async ({ compute, broken, standing: { server, volume } }) => {
      const valid = { volumeAttachment: { volumeId: volume.id, ...fields({ server, volume }) } }
      const faults = broken(valid, `/volumeAttachment/${field}`)
      await refusesAll(
        compute,
        server,
        volume,
        faults.map(({ body }) => body),
      )
    })
  }

  scenario(
    '400:no-body',
    'refuses an update without a body',
    async ({ compute, standing: { server, volume } }) => {
      for (const text of [undefined, '']) {
        const refused = await compute.updateWithText(server, volume, text)

        refused.answers(400)
      }
    },
  )

  scenario(
    '400:not-json',
    'refuses a body that is not JSON',
    async ({ compute, standing: { server, volume } }) => {
      const cut = `{"volumeAttachment": {"volumeId": "${volume.id}"`
      for (const text of [cut, 'volumeId']) {
        const refused = await compute.updateWithText(server, volume, text)

        refused.answers(400)
      }
    },
  )

  refuses('400:no-object', 'refuses a body that is JSON but not an object', ({ volume }) => [
    [],
    [{ volumeAttachment: { volumeId: volume.id } }],
    null,
    'x',
    7,
  ])

  refuses(
    '400:no-volume-attachment',
    'refuses a body without volumeAttachment',
    ({ volume: { id: volumeId } }) => [{}, { volumeId }, { volumeattachment: { volumeId } }],
  )

  refuses(
    '400:key-beside-volume-attachment',
    'refuses a body with another key beside volumeAttachment',
    ({ volume }) => [{ volumeAttachment: { volumeId: volume.id }, colour: 'blue' }],
  )

  refuses(
    '400:malformed-volume-attachment',
    'refuses a volumeAttachment that is not an object',
    ({ volume: { id } }) =>
      [null, [], [{ volumeId: id }], id, 7].map((volumeAttachment) => ({ volumeAttachment })),
  )

  refuses('400:no-volume-id', 'refuses a body that names no volume', () => [
    { volumeAttachment: {} },
  ])

  refusesFaultsIn(
    'volumeId',
    '400:malformed-volume-id',
    'refuses anything but a UUID as the id of the volume',
    () => ({}),
  )

  scenario(
    '400:unknown-property',
    'refuses a body with a property that is not documented',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.updateWith(server, volume, {
        volumeAttachment: { volumeId: volume.id, colour: 'blue' },
      })

      refused.answers(400)
      await server.lists(volume)
    },
  )

  scenario(
    '400:fields-of-answers',
    'refuses fields of an attachment that only answers have',
    async ({ compute, attached: { server, volume } }) => {
      const behind = await volume.attachmentOf(server)
      for (const field of [{ attachment_id: behind.id }, { bdm_uuid: behind.id }]) {
        const refused = await compute.updateWith(server, volume, {
          volumeAttachment: { volumeId: volume.id, ...field },
        })

        refused.answers(400)
      }
      await server.lists(volume)
    },
  )

  scenario(
    '400:delete-on-termination-too-early',
    'refuses delete_on_termination before 2.85',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.update(server, volume, { delete_on_termination: true })

      refused.answers(400)
      await server.shows(volume, { delete_on_termination: false })
    },
  )

  scenario(
    '400:fields-too-early',
    'refuses all other fields of an attachment before 2.85',
    async ({ compute, standing: { server, volume } }) => {
      const device = await server.deviceOf(volume)
      const fields = [{ device }, { tag: 'ledger' }, { id: volume.id }, { serverId: server.id }]
      for (const field of fields) {
        const refused = await compute.update(server, volume, field)

        refused.answers(400)
      }
      await server.lists(volume)
    },
  )

  scenario(
    '400:malformed-device',
    'refuses a device that is not the name of a device',
    async ({ compute, broken, standing: { server, volume } }) => {
      const device = await server.deviceOf(volume)
      const valid = { volumeAttachment: { volumeId: volume.id, device } }
      const bodies = broken(valid, '/volumeAttachment/device').map(({ body }) => body)
      await refusesAll(compute, server, volume, bodies)
      await server.shows(volume, { device })
    },
  )

  scenario(
    '400:malformed-tag',
    'refuses a tag that no device can have',
    async ({ compute, broken, standing: { server, volume } }) => {
      const valid = { volumeAttachment: { volumeId: volume.id, tag: 'ledger' } }
      const bodies = broken(valid, '/volumeAttachment/tag').map(({ body }) => body)
      await refusesAll(compute, server, volume, bodies)
      await server.shows(volume, { tag: null })
    },
  )

  scenario(
    '400:malformed-delete-on-termination',
    'refuses a delete_on_termination that is neither true nor false',
    async ({ compute, broken, standing: { server, volume } }) => {
      const valid = { volumeAttachment: { volumeId: volume.id, delete_on_termination: false } }
      const bodies = broken(valid, '/volumeAttachment/delete_on_termination').map(
        ({ body }) => body,
      )
      await refusesAll(compute, server, volume, bodies)
      await server.shows(volume, { delete_on_termination: false })
    },
  )

  refusesFaultsIn(
    'serverId',
    '400:malformed-server-id',
    'refuses a serverId that is not a UUID',
    ({ server }) => ({ serverId: server.id }),
  )

  refusesFaultsIn(
    'id',
    '400:malformed-id',
    'refuses an id that is not a UUID',
    ({ volume: { id } }) => ({ id }),
  )
})

async function refusesAll(
  compute: ComputeClient,
  server: Server,
  volume: Volume,
  bodies: readonly unknown[],
): Promise<void> {
  for (const body of bodies) {
    const refused = await compute.updateWith(server, volume, body)

    refused.answers(400)
  }
}
