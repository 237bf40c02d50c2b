import type { Volume } from '../../../fixtures/block-storage/volume.ts'
import type { ComputeClient } from '../../../fixtures/compute/compute-client.ts'
import type { Server } from '../../../fixtures/compute/server.ts'
import type { ScenarioKey } from '../../../fixtures/core/case/scenario.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { changesNothing } from './outcome.ts'

/** Invalid bodies. */
export default operation('compute.attach', ({ scenario }) => {
  /** Each of these bodies is refused, and attaches nothing. */
  function refuses(
    key: ScenarioKey,
    title: string,
    bodies: (volume: Volume) => readonly unknown[],
  ): void {
    scenario(key, title, async ({ compute, standing: { server }, volume }) => {
      await attachesNothing(compute, server, volume, bodies(volume))
    })
  }

  /** The same for a valid body with any fault in this field, and for more values of it. */
  function refusesFaultsIn(
    field: string,
    key: ScenarioKey,
    title: string,
    fields: object,
    more: (volume: Volume) => readonly unknown[] = () => [],
  ): void {
    scenario(key, title, async ({ compute, broken, standing: { server }, volume }) => {
      const valid = { volumeId: volume.id, ...fields }
      const faults = broken({ volumeAttachment: valid }, `/volumeAttachment/${field}`)
      await attachesNothing(compute, server, volume, [
        ...faults.map(({ body }) => body),
        ...more(volume).map((value) => ({ volumeAttachment: { ...valid, [field]: value } })),
      ])
    })
  }

  scenario(
    '400:no-body',
    'refuses an attach without a body',
    async ({ sending, standing: { server }, volume }) => {
      for (const contentType of ['application/json', undefined]) {
        const refused = await sending(contentType, '').compute.attach(server, volume)

        refused.answers(400)
      }
      await changesNothing(server, volume)
    },
  )

  scenario(
    '400:not-json',
    'refuses a body that is not JSON',
    async ({ compute, standing: { server } }) => {
      for (const text of ['{"volumeAttachment": ', 'volumeAttachment', '{} {}']) {
        const refused = await compute.attachWithText(server, text)

        refused.answers(400)
      }
    },
  )

  scenario(
    '400:not-an-object',
    'refuses a body that is JSON, but not an object',
    async ({ compute, standing: { server } }) => {
      for (const body of [[], null, 'volumeAttachment', 7, true]) {
        const refused = await compute.attachWith(server, body)

        refused.answers(400)
      }
    },
  )

  refuses(
    '400:no-attachment',
    'refuses a body without volumeAttachment, or with another name for it',
    ({ id: volumeId }) => [
      {},
      { volume_attachment: { volumeId } },
      { VolumeAttachment: { volumeId } },
      { volumeId },
    ],
  )

  refuses(
    '400:unknown-property-beside',
    'refuses a body with a property beside volumeAttachment',
    ({ id }) => [{ volumeAttachment: { volumeId: id }, colour: 'blue' }],
  )

  refuses(
    '400:attachment-not-an-object',
    'refuses a volumeAttachment that is not an object',
    ({ id }) =>
      [null, [], [{ volumeId: id }], id, 7].map((volumeAttachment) => ({ volumeAttachment })),
  )

  scenario(
    '400:no-volume-id',
    'refuses a body that names no volume',
    async ({ compute, standing: { server } }) => {
      for (const wrong of [{}, { device: '/dev/vdq' }]) {
        const refused = await compute.attachWith(server, { volumeAttachment: wrong })

        refused.answers(400)
      }
    },
  )

  refusesFaultsIn(
    'volumeId',
    '400:malformed-volume-id',
    'refuses anything but a UUID as the id of a volume',
    {},
    ({ id, name }) => ['', name, `${id}0`],
  )

  refuses(
    '400:unknown-property',
    'refuses a body with a property that is not documented',
    ({ id }) =>
      ['colour', 'id', 'serverId', 'attachment_id'].map((name) => ({
        volumeAttachment: { volumeId: id, [name]: id },
      })),
  )

  refusesFaultsIn(
    'device',
    '400:malformed-device',
    'refuses a device that is not the path of a device',
    { device: '/dev/vdq' },
    () => ['', 'vdq', '/tmp/vdq', '/dev/VDQ', '/dev/vdq/1'],
  )

  scenario(
    '400:tag-too-early',
    'refuses a device tag before 2.49',
    async ({ compute, standing: { server }, volume }) => {
      const refused = await compute.attach(server, volume, { tag: 'attest' })

      refused.answers(400)
      await changesNothing(server, volume)
    },
  )

  refusesFaultsIn(
    'tag',
    '400:malformed-tag',
    'refuses a device tag that is not a text of 1 to 60 characters without comma and slash',
    { tag: 'attest' },
  )

  refuses(
    '400:delete-on-termination-too-early',
    'refuses delete_on_termination before 2.79',
    ({ id }) =>
      [true, false].map((flag) => ({
        volumeAttachment: { volumeId: id, delete_on_termination: flag },
      })),
  )

  refusesFaultsIn(
    'delete_on_termination',
    '400:malformed-delete-on-termination',
    'refuses a delete_on_termination that does not represent a boolean',
    { delete_on_termination: true },
    () => [0, 2, 't'],
  )
})

async function attachesNothing(
  compute: ComputeClient,
  server: Server,
  volume: Volume,
  bodies: readonly unknown[],
): Promise<void> {
  for (const body of bodies) {
    const refused = await compute.attachWith(server, body)

    refused.answers(400)
  }
  await changesNothing(server, volume)
}
