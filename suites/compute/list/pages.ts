import { operation } from '../../../fixtures/volume-attach/operation.ts'

const LIST = 'volumeAttachments'
const TWENTY_DIGITS = '9'.repeat(20)

/**
 * Upstream applies limit and offset to all disks of a server, including local ones, so exact slices are
 * tested with servers that have no local disk.
 */
export default operation('compute.list', ({ scenario }) => {
  scenario(
    '200:limit',
    'lists the first volumes up to the limit',
    async ({ compute, crowded: { server } }) => {
      const whole = (await compute.list(server)).answers(200).ids(LIST, 'volumeId')

      for (const limit of whole.keys()) {
        const page = await compute.list(server, { limit: limit + 1 })
        page.answers(200, { [LIST]: itemsOf(whole.slice(0, limit + 1)) })
      }
    },
  )

  scenario(
    '200:limit-on-image-boot',
    'never lists more volumes than the limit says, nor those of another server',
    async ({ compute, flagged: { server } }) => {
      const pages = [
        (await compute.list(server, { limit: 1 })).answers(200).hasAtMost(LIST, 1),
        (await compute.list(server, { limit: 2 })).answers(200).hasAtMost(LIST, 2),
      ]

      const whole = (await compute.list(server)).answers(200)
      for (const page of pages) {
        for (const id of page.ids(LIST, 'volumeId')) whole.includes(LIST, { volumeId: id })
      }
    },
  )

  scenario(
    '200:offset',
    'omits the first volumes up to the offset',
    async ({ compute, crowded: { server } }) => {
      const whole = (await compute.list(server)).answers(200).ids(LIST, 'volumeId')

      for (const offset of whole.keys()) {
        const page = await compute.list(server, { offset })
        page.answers(200, { [LIST]: itemsOf(whole.slice(offset)) })
      }
    },
  )

  scenario(
    '200:pages',
    'lists all volumes page by page, none twice and in the same order',
    async ({ compute, crowded: { server } }) => {
      const whole = (await compute.list(server)).answers(200).ids(LIST, 'volumeId')
      const seen: string[] = []

      for (let offset = 0; offset <= whole.length; offset += 3) {
        const page = await compute.list(server, { limit: 3, offset })
        page.answers(200, { [LIST]: itemsOf(whole.slice(offset, offset + 3)) })
        seen.push(...page.ids(LIST, 'volumeId'))
      }

      const again = await compute.list(server)
      again.answers(200, { [LIST]: itemsOf(seen) })
    },
  )

  scenario(
    '200:offset-behind-the-end',
    'lists nothing after the last volume',
    async ({ compute, standing: { server } }) => {
      const listed = await compute.list(server, { offset: 1000 })

      listed.answers(200, { volumeAttachments: [] })
    },
  )

  scenario(
    '200:limit-above-maximum',
    'treats a limit above its maximum as the maximum',
    async ({ compute, flagged, standing }) => {
      const all = (await compute.list(flagged.server)).answers(200).ids(LIST, 'volumeId').length
      for (const limit of ['100000', TWENTY_DIGITS]) {
        const listed = await compute.list(flagged.server, { limit })

        listed
          .answers(200)
          .has(LIST, all)
          .includes(LIST, { volumeId: flagged.volume.id })
          .includes(LIST, { volumeId: standing.volume.id })
      }
    },
  )

  scenario(
    '200:limit-zero',
    'treats a limit of 0 as no limit',
    async ({ compute, flagged, standing }) => {
      const all = (await compute.list(flagged.server)).answers(200).ids(LIST, 'volumeId').length
      const listed = await compute.list(flagged.server, { limit: 0 })

      listed
        .answers(200)
        .has(LIST, all)
        .includes(LIST, { volumeId: flagged.volume.id })
        .includes(LIST, { volumeId: standing.volume.id })
    },
  )

  scenario(
    '200:huge-offset',
    'lists nothing after an offset that exceeds 64 bits',
    async ({ compute, standing: { server } }) => {
      const listed = await compute.list(server, { offset: TWENTY_DIGITS })

      listed.answers(200, { volumeAttachments: [] })
    },
  )

  scenario(
    '200:repeated-key',
    'uses the last one of several limits and offsets',
    async ({ compute, crowded: { server } }) => {
      const whole = (await compute.list(server)).answers(200).ids(LIST, 'volumeId')

      const limited = await compute.list(server, { limit: [1, 3] })
      const moved = await compute.list(server, { offset: [3, 1] })

      limited.answers(200, { [LIST]: itemsOf(whole.slice(0, 3)) })
      moved.answers(200, { [LIST]: itemsOf(whole.slice(1)) })
    },
  )

  scenario(
    '200:unknown-query-key',
    'ignores query keys that are not documented in versions before 2.75',
    async ({ compute, standing: { server, volume } }) => {
      const query = { colour: 'blue', marker: volume.id, sort_key: 'device', page_size: '0' }
      const listed = await compute.list(server, query)

      listed.asMeant().answers(200).includes(LIST, { volumeId: volume.id })
    },
  )
})

function itemsOf(volumeIds: readonly string[]): readonly { readonly volumeId: string }[] {
  return volumeIds.map((volumeId) => ({ volumeId }))
}
