import type { ScenarioKey } from '../../../fixtures/core/case/scenario.ts'
import { nothingYet } from '../../../fixtures/core/client/matchers.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { WITHOUT_WRITING } from '../../without-writing.ts'

const CONFLICT = 'block-storage.update:409-after-seed'

export default operation('block-storage.update', ({ scenario }) => {
  /** Each of these bodies, made from a valid connector, is refused and connects nothing. */
  function refuses(
    key: ScenarioKey,
    title: string,
    bodies: (connector: Readonly<Record<string, unknown>>) => readonly unknown[],
  ): void {
    scenario(key, title, async ({ blockStorage, reservation, connector }) => {
      for (const body of bodies(connector)) {
        const refused = await blockStorage.updateWith(reservation, body)

        refused.answers(400)
      }
      await reservation.is('reserved')
    })
  }

  scenario(
    '400:not-json',
    'refuses a body that is not JSON',
    async ({ blockStorage, reservation }) => {
      const refused = await blockStorage.updateWithText(reservation, '{"attachment": {"connector"')

      refused.answers(400)
      await reservation.is('reserved')
    },
  )

  refuses('400:not-an-object', 'refuses a body that is JSON but not an object', (connector) => [
    [{ attachment: { connector } }],
    'attachment',
    7,
  ])

  refuses(
    '400:no-attachment',
    'refuses a body without an attachment, also where it is misspelt as in the table',
    (connector) => [{}, { attachement: { connector } }, { connector }],
  )

  refuses(
    '400:unknown-wrapper',
    'refuses a body with another property beside the attachment',
    (connector) => [{ attachment: { connector }, lighthouse: {} }],
  )

  refuses('400:malformed-attachment', 'refuses an attachment that is not an object', (connector) =>
    [null, [{ connector }], 'connector', 7, true].map((attachment) => ({ attachment })),
  )

  scenario(
    '400:no-connector',
    'refuses a body without a connector',
    async ({ blockStorage, reservation }) => {
      const refused = await blockStorage.updateWith(reservation, { attachment: {} })

      refused.answers(400)
      await reservation.is('reserved')
    },
  )

  refuses('400:malformed-connector', 'refuses a connector that is not an object', (valid) =>
    [null, [valid], 'connector', 7, true].map((connector) => ({ attachment: { connector } })),
  )

  scenario(
    '400:empty-connector',
    'refuses an empty connector',
    async ({ blockStorage, reservation }) => {
      const refused = await blockStorage.update(reservation, {})

      refused.answers(400)
      await reservation.is('reserved')
    },
  )

  scenario(
    '400:unknown-property',
    'refuses to change anything of an attachment but its connector',
    async ({ blockStorage, reservation, connector, noServer }) => {
      for (const beside of [{ mode: 'ro' }, { instance_uuid: noServer.id }, { colour: 'blue' }]) {
        const refused = await blockStorage.updateWith(reservation, {
          attachment: { connector, ...beside },
        })

        refused.answers(400)
      }
      await reservation.is('reserved')
    },
  )

  scenario(
    '400:foreign-project-in-path',
    'refuses a path that names another project than the token',
    async ({ blockStorage, reservation, connector, noProject }) => {
      const refused = await blockStorage.update(reservation, connector, { projectId: noProject })

      refused.answers(400)
      await reservation.is('reserved')
    },
  )

  for (const [persona, slug, who] of WITHOUT_WRITING) {
    scenario(
      `403:${slug}`,
      `refuses to connect a volume for ${who}`,
      async ({ [persona]: caller, reservation, connector, errata }) => {
        const refused = await caller.blockStorage.update(reservation, connector)

        errata.settle('block-storage:role-defaults', refused)
        refused.answers(403)
        await reservation.is('reserved')
      },
      [persona],
    )
  }

  scenario(
    '404:before-first-microversion',
    'does not exist before 3.27, nor for a request that names no microversion, whatever the body',
    async ({ blockStorage, reservation, connector, speaking }) => {
      const absent = await blockStorage.update(reservation, connector)
      const malformed = await blockStorage.updateWith(reservation, {})
      const silent = speaking({ 'openstack-api-version': undefined })
      const unnamed = await silent.blockStorage.update(reservation, connector)

      absent.answers(404)
      unnamed.answers(404)
      malformed.answers(404)
      await reservation.is('reserved')
    },
  )

  scenario(
    '404:unknown-attachment',
    'updates no attachment that does not exist, whatever its id looks like',
    async ({ blockStorage, noAttachment, connector }) => {
      for (const unknown of [noAttachment, { id: 'lighthouse' }]) {
        const refused = await blockStorage.update(unknown, connector)

        refused.answers(404)
      }
    },
  )

  scenario(
    '404:deleted-attachment',
    'updates no attachment that was deleted',
    async ({ blockStorage, volume, reservation, connector }) => {
      const deleted = await blockStorage.delete(reservation)
      deleted.answers(200)

      const refused = await blockStorage.update(reservation, connector)

      refused.answers(404)
      await reservation.isGone()
      await volume.stays('available')
    },
  )

  scenario(
    '404:foreign-attachment',
    'hides an attachment from another project that wants to connect it',
    async ({ stranger, reservation, connector, errata }) => {
      const refused = await stranger.blockStorage.update(reservation, connector)

      await reservation.is('reserved', { connection_info: nothingYet })
      errata.settle('block-storage:foreign-attachment', refused)
      refused.answers(404)
    },
  )

  scenario(
    '409:volume-in-error',
    'connects no volume that is in error',
    async ({ blockStorage, volume, reservation, connector, force, errata }) => {
      await force(volume, 'error')

      const refused = await blockStorage.update(reservation, connector)

      await reservation.is('reserved', { connection_info: nothingYet })
      await volume.stays('error')
      errata.settle(CONFLICT, refused)
      refused.answers(409)
    },
  )

  scenario(
    '409:second-connector',
    'connects no volume a second time that allows one attachment only',
    async ({ blockStorage, volume, noServer, connector, attachmentIn, errata }) => {
      const instance_uuid = noServer.id
      const first = await volume.comesToUseFor(noServer)
      const second = attachmentIn(await blockStorage.create(volume, { instance_uuid }))

      const refused = await blockStorage.update(second, { ...connector, host: 'attest-second' })

      await first.is('attached')
      await second.is('reserved', { connection_info: nothingYet })
      errata.settle(CONFLICT, refused)
      refused.answers(409)
    },
  )
})
