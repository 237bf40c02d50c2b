import { operation } from '../../../fixtures/volume-attach/operation.ts'

const NO_NUMBERS = ['abc', '1.5', '+1', ' 1', '0x1', '1e1', '١']
const NO_MICROVERSIONS = ['2', '2.', '2.01', '02.1', '2.1.1', '2.-1', 'v2.1', 'abc', 'LATEST']

export default operation('compute.list', ({ scenario }) => {
  for (const [key, article] of [
    ['limit', 'a'],
    ['offset', 'an'],
  ] as const) {
    for (const [slug, title, values] of [
      [`negative-${key}`, `refuses a negative ${key}`, [-1]],
      [
        `${key}-no-number`,
        `refuses ${article} ${key} that is not made of decimal digits`,
        NO_NUMBERS,
      ],
      [`empty-${key}`, `refuses an empty ${key}`, ['']],
    ] as const) {
      scenario(`400:${slug}`, title, async ({ compute, standing: { server } }) => {
        for (const value of values) {
          const refused = await compute.list(server, { [key]: value })
          refused.answers(400)
        }
      })
    }
  }

  scenario(
    '400:repeated-key',
    'refuses several limits of which one is not a number, in whatever order',
    async ({ compute, standing: { server } }) => {
      const last = await compute.list(server, { limit: [1, 'abc'] })
      const first = await compute.list(server, { limit: ['abc', 1] })

      last.answers(400)
      first.answers(400)
    },
  )

  scenario(
    '400:unknown-query-key',
    'refuses query keys that are not documented from 2.75 on',
    async ({ compute, standing: { server, volume } }) => {
      for (const query of [
        { colour: 'blue' },
        { marker: volume.id },
        { sort_key: 'device' },
        { page_size: 1 },
        { limit: 1, colour: 'blue' },
      ]) {
        const refused = await compute.list(server, query)
        refused.answers(400)
      }
    },
  )

  scenario(
    '400:query-not-utf-8',
    'refuses a query that is not UTF-8',
    async ({ compute, standing: { server } }) => {
      const refused = await compute.list(server, 'colour=%FF')

      refused.answers(400)
    },
  )

  scenario(
    '400:malformed-microversion',
    'refuses microversions that are not a number of two parts, in both headers',
    async ({ speaking, standing: { server } }) => {
      for (const number of NO_MICROVERSIONS) {
        const header = speaking({ 'openstack-api-version': `compute ${number}` })
        const legacy = speaking({ 'x-openstack-nova-api-version': number })

        const refused = [await header.compute.list(server), await legacy.compute.list(server)]
        for (const answer of refused) answer.answers(400)
      }
    },
  )

  scenario(
    '400:foreign-project-in-path',
    'refuses a path of another project than that of the token',
    async ({ compute, noProject, standing: { server } }) => {
      const refused = await compute.listInProject(server, noProject)

      refused.answers(400)
    },
  )
})
