import type { BlockStorageClient } from '../../../fixtures/block-storage/block-storage-client.ts'
import type { Volume } from '../../../fixtures/block-storage/volume.ts'
import type { ScenarioKey } from '../../../fixtures/core/case/scenario.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

export default operation('block-storage.create', ({ scenario }) => {
  /** Each of these bodies is refused, and reserves nothing. */
  function refuses(
    key: ScenarioKey,
    title: string,
    bodies: (volume: Volume) => readonly unknown[],
  ): void {
    scenario(key, title, async ({ blockStorage, volume }) => {
      await reservesNothing(blockStorage, volume, bodies(volume))
    })
  }

  /** The same for bodies that name a server, which does not exist. */
  function refusesForServer(
    key: ScenarioKey,
    title: string,
    bodies: (volume: Volume, instance: string) => readonly unknown[],
  ): void {
    scenario(key, title, async ({ blockStorage, volume, noServer }) => {
      await reservesNothing(blockStorage, volume, bodies(volume, noServer.id))
    })
  }

  scenario('400:not-json', 'refuses a body that is not JSON', async ({ blockStorage, volume }) => {
    const refused = await blockStorage.createWithText(
      `{"attachment": {"volume_uuid": "${volume.id}"`,
    )

    refused.answers(400)
    await volume.stays('available')
  })

  scenario(
    '400:not-an-object',
    'refuses a body that is JSON but not an object',
    async ({ blockStorage, volume }) => {
      for (const body of [[{ attachment: { volume_uuid: volume.id } }], 'attachment', 7]) {
        const refused = await blockStorage.createWith(body)

        refused.answers(400)
      }
      await volume.stays('available')
    },
  )

  refuses(
    '400:no-attachment',
    'refuses a body without an attachment, also where it has another name',
    ({ id: volume_uuid }) => [
      {},
      { attachement: { volume_uuid } },
      { attachments: [{ volume_uuid }] },
      { volume_uuid },
    ],
  )

  refuses(
    '400:unknown-wrapper',
    'refuses a body with another property beside the attachment',
    ({ id: volume_uuid }) => [{ attachment: { volume_uuid }, lighthouse: {} }],
  )

  refuses('400:malformed-attachment', 'refuses an attachment that is not an object', ({ id }) =>
    [null, [{ volume_uuid: id }], id, 7, true].map((attachment) => ({ attachment })),
  )

  refusesForServer(
    '400:no-volume',
    'refuses a body that names no volume',
    (volume, instance_uuid) => [
      { attachment: { instance_uuid } },
      { attachment: { instance_uuid, volume_id: volume.id } },
    ],
  )

  scenario(
    '400:malformed-volume',
    'refuses an id of a volume that is not a UUID',
    async ({ blockStorage, volume, broken }) => {
      const valid = { attachment: { volume_uuid: volume.id } }
      const bodies = broken(valid, '/attachment/volume_uuid').map(({ body }) => body)
      await reservesNothing(blockStorage, volume, bodies)
    },
  )

  scenario(
    '400:malformed-instance',
    'refuses an id of a server that is not a UUID',
    async ({ blockStorage, volume, noServer, broken }) => {
      const valid = { attachment: { volume_uuid: volume.id, instance_uuid: noServer.id } }
      const bodies = broken(valid, '/attachment/instance_uuid').map(({ body }) => body)
      await reservesNothing(blockStorage, volume, bodies)
    },
  )

  scenario(
    '400:malformed-connector',
    'refuses a connector that is not an object',
    async ({ blockStorage, volume, noServer, connector, broken }) => {
      const valid = {
        attachment: { volume_uuid: volume.id, instance_uuid: noServer.id, connector },
      }
      const bodies = broken(valid, '/attachment/connector').map(({ body }) => body)
      await reservesNothing(blockStorage, volume, bodies)
    },
  )

  refusesForServer(
    '400:unknown-property',
    'refuses a body with a property that is not documented',
    ({ id: volume_uuid }, instance_uuid) => [
      { attachment: { volume_uuid, instance_uuid, colour: 'blue' } },
    ],
  )

  refusesForServer(
    '400:mode-too-early',
    'refuses a mode before 3.54',
    ({ id: volume_uuid }, instance_uuid) =>
      ['ro', 'rw'].map((mode) => ({ attachment: { volume_uuid, instance_uuid, mode } })),
  )

  scenario(
    '400:malformed-mode',
    'refuses a mode that is neither of the two',
    async ({ blockStorage, volume, noServer, broken }) => {
      const valid = {
        attachment: { volume_uuid: volume.id, instance_uuid: noServer.id, mode: 'ro' },
      }
      const bodies = broken(valid, '/attachment/mode').map(({ body }) => body)
      await reservesNothing(blockStorage, volume, bodies)
    },
  )
})

async function reservesNothing(
  blockStorage: BlockStorageClient,
  volume: Volume,
  bodies: readonly unknown[],
): Promise<void> {
  for (const body of bodies) {
    const refused = await blockStorage.createWith(body)

    refused.answers(400)
  }
  await volume.stays('available')
  await volume.hasNoAttachment()
}
