import { operation } from '../../../fixtures/volume-attach/operation.ts'
import {
  attaches,
  isAccepted,
  isPassedOver,
  isPerformed,
  SUCCESSES,
  type Success,
} from './outcome.ts'

const PERFORMS: Readonly<Record<Success, string>> = {
  200: 'attaches',
  202: 'accepts to attach',
}

const DEVICES = [
  ['attached', {}, 'an available volume'],
  [
    'no-device',
    { device: null },
    'a volume under a name of its own choice where the body has null for it',
  ],
  ['named-device', { device: '/dev/vdq' }, 'a volume for which the body names a free device'],
] as const

const FLAGS = [
  ['delete-on-termination', true, 'a volume that is to be deleted with the server'],
  ['no-delete-on-termination', false, 'a volume that is not to be deleted with the server'],
  [
    'default-of-delete-on-termination',
    undefined,
    'a volume that is not to be deleted with the server, as nothing else is said',
  ],
] as const

/** Valid bodies, and their effects. */
export default operation('compute.attach', ({ scenario }) => {
  for (const success of SUCCESSES) {
    const titled = (what: string) => attaches(success, what)

    for (const [slug, wish, what] of DEVICES) {
      scenario(`${success}:${slug}`, titled(what), async ({ compute, server, volume }) => {
        const attached = await compute.attach(server, volume, wish)

        await isPerformed(attached, success, server, volume)
      })
    }

    scenario(
      `${success}:tagged`,
      titled('a volume under a device tag'),
      async ({ compute, server, volume }) => {
        const attached = await compute.attach(server, volume, { tag: 'attest' })

        await isPerformed(attached, success, server, volume, { tag: 'attest' })
      },
    )

    scenario(
      `${success}:shortest-and-longest-tag`,
      titled('volumes under tags of 1 and of 60 characters'),
      async ({ compute, server, volume, anotherVolume }) => {
        const longest = 'attest'.repeat(10)
        const first = await compute.attach(server, volume, { tag: 'a' })
        await isPerformed(first, success, server, volume, { tag: 'a' })

        const second = await compute.attach(server, anotherVolume, { tag: longest })

        await isPerformed(second, success, server, anotherVolume, { tag: longest })
      },
    )

    scenario(
      `${success}:same-tag-twice`,
      titled('two volumes of one server under the same tag'),
      async ({ compute, server, volume, anotherVolume }) => {
        const first = await compute.attach(server, volume, { tag: 'attest' })
        await isPerformed(first, success, server, volume, { tag: 'attest' })

        const second = await compute.attach(server, anotherVolume, { tag: 'attest' })

        await isPerformed(second, success, server, anotherVolume, { tag: 'attest' })
        await server.shows(volume, { tag: 'attest' })
      },
    )

    for (const [slug, flag, what] of FLAGS) {
      scenario(`${success}:${slug}`, titled(what), async ({ compute, server, volume }) => {
        const wish = flag === undefined ? {} : { delete_on_termination: flag }
        const attached = await compute.attach(server, volume, wish)

        const told = { delete_on_termination: flag ?? false }
        isAccepted(attached, success, server, volume, told)
        await isPerformed(attached, success, server, volume, told)
      })
    }

    scenario(
      `${success}:deleted-with-server`,
      `${PERFORMS[success]} a volume so that it is deleted with its server, and another so that it stays`,
      async ({ leftByServer }) => {
        const { flagged, unflagged } = leftByServer(success === 200 ? '2.79' : '2.101')
        await flagged.vanishes()
        await unflagged.becomes('available')
        await unflagged.hasNoAttachment()
      },
    )

    scenario(
      `${success}:read-only-volume`,
      titled('a read-only volume for reading only'),
      async ({ compute, server, readOnlyVolume: volume }) => {
        const attached = await compute.attach(server, volume)

        await isPerformed(attached, success, server, volume)
        const attachment = await volume.attachmentOf(server)
        await attachment.is('attached', { attach_mode: 'ro' })
      },
    )

    scenario(
      `${success}:attachment-id`,
      titled('a volume under one id of the attachment in both services'),
      async ({ compute, server, volume }) => {
        const attached = await compute.attach(server, volume)

        await isPerformed(attached, success, server, volume)
        const attachment = await volume.attachmentOf(server)
        await attachment.is('attached', { volume_id: volume.id, instance: server.id })
        const shown = await compute.show(server, volume)
        shown.answers(200, { volumeAttachment: { attachment_id: attachment.id } })
      },
    )

    scenario(
      `${success}:server-tells`,
      titled('a volume of which the server then tells in its details and its actions'),
      async ({ compute, server, volume }) => {
        const attached = await compute.attach(server, volume)

        await isPerformed(attached, success, server, volume)
        await server.tellsOf(volume)
        await server.records('attach_volume', attached)
      },
    )

    scenario(
      `${success}:plain-text`,
      titled('volumes that a body names which is sent as text, or as nothing in particular'),
      async ({ sending, server, volume, anotherVolume }) => {
        const asText = await sending('text/plain').compute.attach(server, volume)
        await isPerformed(asText.asMeant(), success, server, volume)

        const asNothing = await sending(undefined).compute.attach(server, anotherVolume)

        await isPerformed(asNothing.asMeant(), success, server, anotherVolume)
      },
    )

    scenario(
      `${success}:unknown-query-key`,
      titled('a volume whatever the query says'),
      async ({ compute, server, volume }) => {
        const attached = await compute.attach(server, volume, {}, { attest: 'attest' })

        await isPerformed(attached.asMeant(), success, server, volume)
      },
    )
  }

  scenario(
    '200:tag-repeated',
    'repeats the tag in its answer from 2.70 on, with null for no tag',
    async ({ compute, server, volume, anotherVolume }) => {
      const tagged = await compute.attach(server, volume, { tag: 'attest' })
      isAccepted(tagged, 200, server, volume, { tag: 'attest' })
      await isPerformed(tagged, 200, server, volume, { tag: 'attest' })

      const plain = await compute.attach(server, anotherVolume)

      isAccepted(plain, 200, server, anotherVolume, { tag: null })
      await isPerformed(plain, 200, server, anotherVolume, { tag: null })
    },
  )

  scenario(
    '200:id-after-2.88',
    'still has the id in its answer when list and show have it no more',
    async ({ compute, server, volume }) => {
      const attached = await compute.attach(server, volume)

      attached.answers(200, { volumeAttachment: { id: volume.id, volumeId: volume.id } })
      await isPerformed(attached, 200, server, volume)
    },
  )

  scenario(
    '202:volume-awaiting-transfer',
    'accepts a request to attach a volume that is offered from 2.101 on, and never attaches it',
    async ({ compute, server, offeredVolume: volume, anotherVolume }) => {
      const accepted = await compute.attach(server, volume)

      accepted.answers(202)
      await isPassedOver(compute, server, volume, anotherVolume)
      await volume.stays('awaiting-transfer')
    },
  )

  scenario(
    '202:volume-busy',
    'accepts a request to attach a volume that is read for an image, and never attaches it',
    async ({ compute, server, volume, anotherVolume, force }) => {
      await force(volume, 'uploading')

      const accepted = await compute.attach(server, volume)

      accepted.answers(202)
      await isPassedOver(compute, server, volume, anotherVolume)
      await volume.stays('uploading')
    },
  )

  scenario(
    '202:reserved-volume',
    'accepts a request to attach a reserved volume from 2.101 on, and never attaches it',
    async ({ compute, server, volume, reservation, anotherVolume }) => {
      const accepted = await compute.attach(server, volume)
      accepted.answers(202)

      await isPassedOver(compute, server, volume, anotherVolume)
      await volume.stays('reserved')
      await reservation.is('reserved')
    },
  )
})
