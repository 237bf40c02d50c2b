import type { SuiteBuilder } from '../../../../fixtures/block-storage/transfers/suite-builder.ts'
import type { TransfersClient } from '../../../../fixtures/block-storage/transfers/transfers-client.ts'
import type { ScenarioKey } from '../../../../fixtures/core/case/scenario.ts'
import type { List } from './listing.ts'

type Query = Parameters<TransfersClient['list']>[0]

/** What is asked for in a wrong way, and who may not ask. */
export function refusesQueries({ scenario }: SuiteBuilder, list: List): void {
  const refuses = (key: ScenarioKey, title: string, queries: readonly Query[]): void => {
    scenario(key, title, async ({ transfers }) => {
      for (const query of queries) {
        const refused = await transfers[list](query)
        refused.answers(400)
      }
    })
  }

  refuses('400:negative-limit', 'refuses a negative limit', [
    { limit: '-1' },
    { limit: '-2147483649' },
  ])

  refuses('400:limit-no-number', 'refuses a limit that is no whole number', [
    { limit: '' },
    { limit: 'ten' },
    { limit: '1.5' },
    { limit: '0x10' },
  ])

  refuses('400:negative-offset', 'refuses a negative offset', [{ offset: '-1' }])

  refuses('400:offset-no-number', 'refuses an offset that is no whole number', [
    { offset: '' },
    { offset: 'ten' },
    { offset: '1.5' },
    { offset: '0x10' },
  ])

  refuses('400:offset-too-large', 'refuses an offset above 2147483647', [
    { offset: '2147483648' },
    { offset: '99999999999999999999' },
  ])

  refuses('400:unknown-sort-key', 'refuses to sort by what a transfer does not have', [
    { sort: '' },
    { sort: 'colour:asc' },
    { sort: 'created_at:asc,colour:asc' },
    { sort_key: '' },
    { sort_key: 'colour' },
  ])

  refuses('400:unknown-sort-direction', 'refuses a direction other than asc and desc', [
    { sort: 'created_at:up' },
    { sort: 'created_at:ASC' },
    { sort_key: 'created_at', sort_dir: 'up' },
    { sort_key: 'created_at', sort_dir: 'DESC' },
  ])

  refuses('400:sort-with-sort-key', 'refuses sort together with sort_key or sort_dir', [
    { sort: 'created_at:asc', sort_key: 'created_at' },
    { sort: 'created_at:asc', sort_dir: 'asc' },
  ])

  scenario(
    '400:foreign-project-in-path',
    'refuses a path that names another project than the token',
    async ({ transfers, noProject }) => {
      const refused = await transfers[list](undefined, { projectId: noProject })

      refused.answers(400)
    },
  )

  scenario(
    '403:role',
    'lists nothing for a role that grants nothing',
    async ({ guest, errata }) => {
      const refused = await guest.transfers[list]()

      errata.settle('block-storage:transfers-reading-role', refused)
      refused.answers(403)
    },
  )

  scenario(
    '404:before-first-microversion',
    'does not exist before 3.55',
    async ({ transfers, errata }) => {
      const absent = await transfers[list]()

      errata.settle('block-storage:transfers-before-3.55', absent)
      absent.answers(404)
    },
  )

  scenario(
    '404:unknown-marker',
    'finds no list behind a marker that names no transfer',
    async ({ transfers, noTransfer }) => {
      for (const marker of [noTransfer.id, 'somewhere', '']) {
        const refused = await transfers[list]({ marker })
        refused.answers(404)
      }
    },
  )

  scenario(
    '404:foreign-marker',
    'finds no list behind a transfer of another project',
    async ({ transfers, foreignTransfer }) => {
      const refused = await transfers[list]({ marker: foreignTransfer.id })

      refused.answers(404)
    },
  )
}
