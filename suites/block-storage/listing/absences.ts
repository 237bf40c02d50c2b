import type { SuiteBuilder } from '../../../fixtures/volume-attach/suite-builder.ts'
import type { List } from './listing.ts'

/** Scenarios in which there is nothing to list. */
export function findsNothing({ scenario }: SuiteBuilder, list: List): void {
  scenario(
    '404:unknown-marker',
    'finds no list after a marker that names no attachment',
    async ({ blockStorage, noAttachment }) => {
      for (const marker of [noAttachment.id, 'somewhere']) {
        const refused = await blockStorage[list]({ marker })
        refused.answers(404)
      }
    },
  )

  scenario('404:empty-marker', 'finds no list after an empty marker', async ({ blockStorage }) => {
    const refused = await blockStorage[list]({ marker: '' })

    refused.answers(404)
  })

  scenario(
    '404:before-first-microversion',
    'does not exist before 3.27, whatever the query',
    async ({ blockStorage }) => {
      const refused = await blockStorage[list]()
      refused.answers(404)

      const malformed = await blockStorage[list]({ limit: '-1' })
      malformed.answers(404)
    },
  )

  scenario(
    '404:no-version-header',
    'does not exist for a request that names no microversion',
    async ({ speaking }) => {
      const refused = await speaking({ 'openstack-api-version': undefined }).blockStorage[list]()

      refused.answers(404)
    },
  )
}
