import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { changesNothing } from './outcome.ts'

/** Invalid bodies. */
export default operation('compute.attach', ({ scenario }) => {
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

  scenario(
    '400:no-attachment',
    'refuses a body without volumeAttachment, or with another name for it',
    async ({ compute, standing: { server }, volume }) => {
      const inner = { volumeId: volume.id }
      for (const body of [{}, { volume_attachment: inner }, { VolumeAttachment: inner }, inner]) {
        const refused = await compute.attachWith(server, body)

        refused.answers(400)
      }
      await changesNothing(server, volume)
    },
  )

  scenario(
    '400:unknown-property-beside',
    'refuses a body with a property beside volumeAttachment',
    async ({ compute, standing: { server }, volume }) => {
      const refused = await compute.attachWith(server, {
        volumeAttachment: { volumeId: volume.id },
        colour: 'blue',
      })

      refused.answers(400)
      await changesNothing(server, volume)
    },
  )

  scenario(
    '400:attachment-not-an-object',
    'refuses a volumeAttachment that is not an object',
    async ({ compute, standing: { server }, volume }) => {
      for (const wrong of [null, [], [{ volumeId: volume.id }], volume.id, 7]) {
        const refused = await compute.attachWith(server, { volumeAttachment: wrong })

        refused.answers(400)
      }
      await changesNothing(server, volume)
    },
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

  scenario(
    '400:malformed-volume-id',
    'refuses anything but a UUID as the id of a volume',
    async ({ compute, broken, standing: { server }, volume }) => {
      const valid = { volumeAttachment: { volumeId: volume.id } }
      const more = ['', volume.name, `${volume.id}0`]
      for (const body of [
        ...broken(valid, '/volumeAttachment/volumeId').map((wrong) => wrong.body),
        ...more.map((volumeId) => ({ volumeAttachment: { volumeId } })),
      ]) {
        const refused = await compute.attachWith(server, body)

        refused.answers(400)
      }
      await changesNothing(server, volume)
    },
  )

  scenario(
    '400:unknown-property',
    'refuses a body with a property that is not documented',
    async ({ compute, standing: { server }, volume }) => {
      for (const name of ['colour', 'id', 'serverId', 'attachment_id']) {
        const refused = await compute.attachWith(server, {
          volumeAttachment: { volumeId: volume.id, [name]: volume.id },
        })

        refused.answers(400)
      }
      await changesNothing(server, volume)
    },
  )

  scenario(
    '400:malformed-device',
    'refuses a device that is not the path of a device',
    async ({ compute, broken, standing: { server }, volume }) => {
      const valid = { volumeAttachment: { volumeId: volume.id, device: '/dev/vdq' } }
      const more = ['', 'vdq', '/tmp/vdq', '/dev/VDQ', '/dev/vdq/1']
      for (const body of [
        ...broken(valid, '/volumeAttachment/device').map((wrong) => wrong.body),
        ...more.map((device) => ({ volumeAttachment: { volumeId: volume.id, device } })),
      ]) {
        const refused = await compute.attachWith(server, body)

        refused.answers(400)
      }
      await changesNothing(server, volume)
    },
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

  scenario(
    '400:malformed-tag',
    'refuses a device tag that is not a text of 1 to 60 characters without comma and slash',
    async ({ compute, broken, standing: { server }, volume }) => {
      const valid = { volumeAttachment: { volumeId: volume.id, tag: 'attest' } }
      for (const { body } of broken(valid, '/volumeAttachment/tag')) {
        const refused = await compute.attachWith(server, body)

        refused.answers(400)
      }
      await changesNothing(server, volume)
    },
  )

  scenario(
    '400:delete-on-termination-too-early',
    'refuses delete_on_termination before 2.79',
    async ({ compute, standing: { server }, volume }) => {
      for (const flag of [true, false]) {
        const refused = await compute.attach(server, volume, { delete_on_termination: flag })

        refused.answers(400)
      }
      await changesNothing(server, volume)
    },
  )

  scenario(
    '400:malformed-delete-on-termination',
    'refuses a delete_on_termination that does not represent a boolean',
    async ({ compute, broken, standing: { server }, volume }) => {
      const valid = { volumeAttachment: { volumeId: volume.id, delete_on_termination: true } }
      const more = [0, 2, 't']
      for (const body of [
        ...broken(valid, '/volumeAttachment/delete_on_termination').map((wrong) => wrong.body),
        ...more.map((flag) => ({
          volumeAttachment: { volumeId: volume.id, delete_on_termination: flag },
        })),
      ]) {
        const refused = await compute.attachWith(server, body)

        refused.answers(400)
      }
      await changesNothing(server, volume)
    },
  )
})
