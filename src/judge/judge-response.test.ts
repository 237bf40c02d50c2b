import { describe, expect, it } from 'vitest'
import { microversion } from '../openapi/microversion.ts'
import { contractOf, SAMPLE } from '../openapi/testing/sample-contract.ts'
import type { Exchange, ExchangeResponse } from '../openstack/exchange.ts'
import { judge } from './judge-response.ts'

const contracts = new Map([['compute', contractOf(SAMPLE)] as const])
const ID = 'req-0a1b2c3d-0000-4000-8000-00000000beef'

interface Change {
  readonly operation?: Exchange['operation']
  readonly microversion?: string | null
  readonly asks?: string
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: ExchangeResponse['body']
  readonly boat?: unknown
}

/** The violations of a right answer to `compute.show`, changed in one way. */
function violations(change: Change = {}) {
  const asked =
    change.microversion === null ? undefined : microversion(change.microversion ?? '2.49')
  const boat = change.boat ?? { name: 'Ada', tag: null }
  const headers = {
    'openstack-api-version': `compute ${asked ?? '2.1'}`,
    'x-openstack-nova-api-version': asked ?? '2.1',
    vary: 'Accept-Encoding, openstack-api-version, X-OpenStack-Nova-API-Version',
    'x-openstack-request-id': ID,
    'x-compute-request-id': ID,
    'content-type': 'application/json; charset=UTF-8',
    ...change.headers,
  }
  const present = Object.entries(headers).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  )
  const exchange: Exchange = {
    id: '1',
    at: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    service: 'compute',
    operation: change.operation ?? 'compute.show',
    persona: 'member',
    ...(asked !== undefined && { microversion: asked }),
    request: {
      method: 'GET',
      url: 'https://cloud.example/v2.1/boats/ada',
      headers: change.asks === undefined ? {} : { 'openstack-api-version': change.asks },
      body: { kind: 'empty' },
    },
    response: {
      status: change.status ?? 200,
      headers: Object.fromEntries(present),
      body: change.body ?? { kind: 'json', value: { boat } },
    },
  }
  return judge(exchange, contracts)
}

const brief = (change: Change) => violations(change).map(({ code, at }) => `${code} ${at}`)
const fault = (code: number) =>
  ({ kind: 'json', value: { itemNotFound: { code, message: 'Gone' } } }) as const

describe('judging a response', () => {
  it('finds nothing wrong with a right answer', () => {
    expect(violations()).toEqual([])
    expect(violations({ status: 404, body: fault(404) })).toEqual([])
    expect(
      violations({ status: 410, body: { kind: 'empty' }, headers: { vary: undefined } }),
    ).toEqual([])
  })

  it('has nothing to say of calls that are no operation', () => {
    expect(violations({ operation: 'block-storage.show' })).toEqual([])
  })

  it('finds a status that is not documented, and says no more of that answer', () => {
    expect(violations({ status: 500, body: { kind: 'text', text: 'oops' } })).toEqual([
      {
        code: 'undocumented-status',
        at: 'status',
        rule: '/paths/~1boats~1{boat_id}/get/responses',
        expected: '200, 404, 410 at 2.49',
        got: '500',
      },
    ])
  })

  it.each<[string, Change]>([
    ['undocumented-property /boat/mast~1top', { boat: { name: 'Ada', tag: null, 'mast/top': 1 } }],
    ['undocumented-property /boat/tag', { microversion: '2.48', boat: { name: 'Ada', tag: null } }],
    ['missing-property /boat/tag', { boat: { name: 'Ada' } }],
    ['schema /boat/name', { boat: { name: 7, tag: null } }],
    ['schema ', { body: { kind: 'json', value: [] } }],
    ['schema /itemNotFound/code', { status: 404, body: fault(400) }],
    ['missing-body ', { body: { kind: 'empty' } }],
    ['unexpected-body ', { status: 410, body: { kind: 'json', value: {} } }],
    ['not-json ', { body: { kind: 'text', text: '<html>' } }],
    ['content-type header content-type', { headers: { 'content-type': 'text/html' } }],
    ['content-type header content-type', { headers: { 'content-type': undefined } }],
    [
      'missing-header header openstack-api-version',
      { headers: { 'openstack-api-version': undefined } },
    ],
    ['missing-header header vary', { headers: { vary: undefined } }],
    [
      'missing-header header x-compute-request-id',
      { headers: { 'x-compute-request-id': undefined } },
    ],
    [
      'wrong-header header openstack-api-version',
      { headers: { 'openstack-api-version': 'compute 2.50' } },
    ],
    [
      'wrong-header header openstack-api-version',
      { headers: { 'openstack-api-version': 'volume 2.49' } },
    ],
    [
      'wrong-header header x-openstack-nova-api-version',
      { headers: { 'x-openstack-nova-api-version': '2.1' } },
    ],
    ['wrong-header header vary', { headers: { vary: 'OpenStack-API-Version' } }],
    [
      'wrong-header header x-compute-request-id',
      { headers: { 'x-compute-request-id': ID.replace('0a', '0b') } },
    ],
  ])('finds: %s', (found, change) => {
    expect(brief(change)).toEqual([found])
  })

  it('wants request ids of the form req-<UUID>', () => {
    const headers = { 'x-openstack-request-id': '17', 'x-compute-request-id': '17' }
    expect(brief({ headers })).toEqual([
      'wrong-header header x-openstack-request-id',
      'wrong-header header x-compute-request-id',
    ])
  })

  it('names the rule, what was expected and what came', () => {
    expect(violations({ microversion: '2.48' })).toEqual([
      {
        code: 'undocumented-property',
        at: '/boat/tag',
        rule: '/components/schemas/Boat/additionalProperties',
        expected: 'no "tag" at 2.48',
        got: 'null',
      },
    ])
  })

  it('takes the default microversion where none was asked for', () => {
    expect(violations({ microversion: null, boat: { name: 'Ada' } })).toEqual([])
    expect(brief({ microversion: null })).toEqual(['undocumented-property /boat/tag'])
  })

  it('takes the microversion that the answer names where the latest was asked for', () => {
    const headers = {
      'openstack-api-version': 'compute 2.60',
      'x-openstack-nova-api-version': '2.60',
    }
    expect(violations({ microversion: null, asks: 'compute latest', headers })).toEqual([])
  })

  it('accepts only a fault 404 where the operation does not exist', () => {
    const list = { operation: 'compute.list', microversion: '2.59' } as const
    expect(brief({ ...list, status: 404, body: fault(404) })).toEqual([])
    expect(brief({ ...list, status: 404, body: { kind: 'empty' } })).toEqual(['missing-body '])
    expect(violations({ ...list, body: { kind: 'json', value: [] } })).toEqual([
      expect.objectContaining({
        code: 'undocumented-status',
        expected: '404 at 2.59, as compute.list does not exist',
      }),
    ])
  })

  it('tells of a million faults the first of each rule, and of names their beginning', () => {
    const names = Array.from({ length: 200_000 }, (_, at): [string, number] => [`k${at}`, 1])
    const found = violations({
      boat: { ...Object.fromEntries(names), ['n'.repeat(5_000_000)]: 1, name: 7, tag: null },
    })
    const codes = new Set(found.map(({ code }) => code))
    expect([...codes].sort()).toEqual(['schema', 'undocumented-property'])
    expect(found.length).toBeLessThan(110)

    const long = violations({ boat: { name: 'Ada', tag: null, ['n'.repeat(5_000_000)]: 1 } })
    expect(JSON.stringify(long).length).toBeLessThan(2_000)
  })

  it('never prints secrets, and nothing long', () => {
    const secrets = { host: 'quay-secret', auth_password: 'sesame', list: ['quay-secret'], lun: 3 }
    const found = [
      ...violations({ boat: { name: 'Ada', tag: null, connector: secrets } }),
      ...violations({ boat: { name: 'Ada', tag: null, connection_info: 'quay-secret' } }),
      ...violations({ boat: { name: 'Ada', tag: null, data: secrets } }),
      ...violations({ boat: { name: ['x'.repeat(1000)], tag: null } }),
    ]
    expect(found.map(({ at }) => at)).toEqual([
      '/boat/connector',
      '/boat/connection_info',
      '/boat/data',
      '/boat/name',
    ])
    expect(found[0]?.got).toContain('"lun":3')
    const printed = JSON.stringify([found[0], found[1]])
    expect(printed).not.toContain('quay-secret')
    expect(JSON.stringify(found)).not.toContain('sesame')
    for (const { got } of found) expect(got.length).toBeLessThanOrEqual(200)
  })
})
