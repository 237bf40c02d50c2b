import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { WITHOUT_WRITING } from '../../without-writing.ts'

const MALFORMED = [
  ['no-action', 'a body that names no action', {}],
  ['empty-list', 'a body that is an empty list', []],
  ['unknown-action', 'an action that it does not know', { 'os-forget': {} }],
] as const

export default operation('block-storage.complete', ({ scenario }) => {
  for (const [slug, what, text] of [
    ['no-body', 'a request without a body', undefined],
    ['malformed-json', 'a body that is not JSON', '{"os-complete": '],
  ] as const) {
    scenario(`400:${slug}`, `refuses ${what}`, async ({ blockStorage, volume, connection }) => {
      const refused = await blockStorage.completeWithText(connection, text)

      refused.answers(400)
      await connection.is('attaching')
      await volume.stays('attaching')
    })
  }

  for (const [slug, what, body] of MALFORMED) {
    scenario(`400:${slug}`, `refuses ${what}`, async ({ blockStorage, volume, connection }) => {
      const refused = await blockStorage.completeWith(connection, body)

      refused.answers(400)
      await connection.is('attaching')
      await volume.stays('attaching')
    })
  }

  scenario(
    '400:no-content-type',
    'refuses a body without a content type',
    async ({ sending, volume, connection, errata }) => {
      const { blockStorage } = sending(undefined)

      const refused = await blockStorage.complete(connection)

      await connection.is('attaching')
      await volume.stays('attaching')
      errata.settle('block-storage.complete:no-content-type', refused)
      refused.answers(400)
    },
  )

  scenario(
    '400:two-actions',
    'refuses a body that names another action, too',
    async ({ blockStorage, volume, connection }) => {
      for (const other of ['os-forget', 'type']) {
        const refused = await blockStorage.completeWith(connection, {
          'os-complete': {},
          [other]: {},
        })
        refused.answers(400)
      }

      await connection.is('attaching')
      await volume.stays('attaching')
    },
  )

  scenario(
    '400:foreign-project-in-path',
    'refuses to complete under a path that names another project than the token',
    async ({ blockStorage, volume, connection, noProject }) => {
      const refused = await blockStorage.complete(connection, { projectId: noProject })

      refused.answers(400)
      await connection.is('attaching')
      await volume.stays('attaching')
    },
  )

  for (const [persona, slug, who] of WITHOUT_WRITING) {
    scenario(
      `403:${slug}`,
      `refuses to complete an attachment for ${who}`,
      async ({ [persona]: caller, volume, connection, errata }) => {
        const refused = await caller.blockStorage.complete(connection)

        errata.settle('block-storage:role-defaults', refused)
        refused.answers(403)
        await connection.is('attaching')
        await volume.stays('attaching')
      },
      [persona],
    )
  }
})
