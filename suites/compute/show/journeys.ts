import type { VolumeAttachment } from '../../../fixtures/block-storage/volume-attachment.ts'
import type { JourneyName, StationsOf } from '../../../fixtures/compute/server-journeys.ts'
import { aDevice } from '../../../fixtures/core/client/matchers.ts'
import type { Holder } from '../../../fixtures/volume-attach/fixtures.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'

/** What was said of an attachment before its server set out. */
interface Before {
  readonly device: string
  readonly attachment: VolumeAttachment
}

interface AnyJourney extends Holder {
  readonly stations: readonly string[]
  to(station: string): Promise<void>
}

/** What both services have to say at a station. */
type Check = (holder: Holder, before: Before) => Promise<void>

/** What becomes of a server's volume while the server goes through several states, and back. */
export default operation('compute.show', ({ scenario }) => {
  /** At each station the answer shows the attachment, and both services say what stands beside it. */
  function journey<Name extends JourneyName>(
    key: `200:${string}`,
    title: string,
    name: Name,
    said: Readonly<Record<StationsOf<Name>, Check>>,
  ): void {
    const checks = new Map<string, Check>(Object.entries(said))
    scenario(
      key,
      title,
      async ({ compute, [name]: travelling }) => {
        const { server, volume, stations, to }: AnyJourney = travelling
        const attachment = await volume.attachmentOf(server)
        const before = { device: await server.deviceOf(volume), attachment }
        for (const station of stations) {
          await to(station)
          const shown = await compute.show(server, volume)
          shown.answers(200, { volumeAttachment: { volumeId: volume.id, serverId: server.id } })
          await checks.get(station)?.(travelling, before)
        }
      },
      [name],
    )
  }

  journey(
    '200:kept-through-shelving',
    'shows a volume that stays with its server while that is shelved, offloaded and unshelved',
    'shelving',
    { shelved: isListed, offloaded: isReserved, unshelved: isAttached },
  )

  journey(
    '200:kept-through-confirmed-resize',
    'shows a volume that stays with its server when that is resized',
    'confirming',
    { resized: isAttached, confirmed: isAttached },
  )

  journey(
    '200:kept-through-reverted-resize',
    'shows a volume that stays with its server when a resize is reverted',
    'reverting',
    { resized: isAttached, reverted: isAttached },
  )

  journey(
    '200:kept-through-stop',
    'shows the same attachment while a server is stopped, and after its start',
    'stopping',
    { stopped: isUnchanged, started: isUnchanged },
  )

  journey(
    '200:kept-through-suspension',
    'shows the same attachment while a server is suspended, and after it was resumed',
    'suspending',
    { suspended: isUnchanged, resumed: isUnchanged },
  )

  journey(
    '200:kept-through-pause',
    'shows the same attachment while a server is paused, and after that',
    'pausing',
    { paused: isUnchanged, unpaused: isUnchanged },
  )

  journey(
    '200:kept-through-rescue',
    'shows the same attachment while a server is rescued, and after that',
    'rescuing',
    { rescued: isUnchanged, unrescued: isUnchanged },
  )

  journey('200:kept-through-reboot', 'shows the same attachment after a reboot', 'rebooting', {
    rebooted: isUnchanged,
  })

  journey(
    '200:kept-through-hard-reboot',
    'shows the same attachment after a hard reboot',
    'rebootingHard',
    { rebootedHard: isUnchanged },
  )

  journey(
    '200:kept-through-rebuild',
    'shows a volume that stays with its server when that is rebuilt',
    'rebuilding',
    { rebuilt: isAttached },
  )

  scenario(
    '200:kept-through-refused-actions',
    'shows a volume in error of a server that is not rebuilt and not rescued because of it',
    async ({ compute, image, attachedToActive: { server, volume }, force }) => {
      await force(volume, 'error')

      const rebuilt = await server.tries({ rebuild: { imageRef: image.id } })
      const rescued = await server.tries({ rescue: {} })

      rebuilt.answers(400)
      rescued.answers(409)
      const shown = await compute.show(server, volume)
      shown.answers(200, { volumeAttachment: { volumeId: volume.id, serverId: server.id } })
      await server.lists(volume)
      await volume.isAttachedTo(server)
    },
  )
})

/** Compute lists the volume; where Block Storage has it depends on whether the cloud offloads at once. */
async function isListed({ server, volume }: Holder): Promise<void> {
  await server.lists(volume)
}

/** The server has no host: the volume waits for it. */
async function isReserved({ server, volume }: Holder): Promise<void> {
  await server.lists(volume)
  await volume.stays('reserved')
  const attachment = await volume.onlyAttachment(server, 'reserved')
  await server.shows(volume, { attachment_id: attachment.id })
}

/** The volume is in use through exactly one attachment, which may be another one than before. */
async function isAttached({ server, volume }: Holder): Promise<void> {
  await server.lists(volume)
  await volume.becomes('in-use')
  const attachment = await volume.onlyAttachment(server, 'attached')
  await server.shows(volume, { device: aDevice, attachment_id: attachment.id })
}

/** The attachment is the same as before, under the same device. */
async function isUnchanged(holder: Holder, { device, attachment }: Before): Promise<void> {
  const { server, volume } = holder
  await isAttached(holder)
  await server.shows(volume, { device, attachment_id: attachment.id })
}
