import { describe, expect, it } from 'vitest'
import type { RecordedExchange } from '../../src/journal/record/run-record.ts'
import type { OperationId } from '../../src/openapi/contract.ts'
import { microversion } from '../../src/openapi/microversion.ts'
import type { Body, Headers } from '../../src/openstack/exchange.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { comparablesOf } from './comparable.ts'
import { differencesBetween } from './difference.ts'
import { concerning, parseKnownDifferences, sortByKnown } from './known-differences.ts'

interface Answer {
  readonly status?: number
  readonly headers?: Headers
  readonly value?: unknown
}

const REAL = {
  server: '1f0c3f5e-0000-4000-8000-00000000000a',
  volume: '1f0c3f5e-0000-4000-8000-00000000000b',
}
const OTHER = {
  server: '2e9d7c1b-0000-4000-8000-00000000000c',
  volume: '2e9d7c1b-0000-4000-8000-00000000000d',
}

let clock = 0
function call(method: string, path: string, sent: unknown, answer: Answer): RecordedExchange {
  clock += 1
  const json = (value: unknown): Body =>
    value === undefined ? { kind: 'empty' } : { kind: 'json', value }
  return {
    phase: 'act',
    violations: [],
    exchange: {
      id: String(clock),
      at: new Date(clock).toISOString(),
      durationMs: 1,
      service: 'compute',
      operation: method === 'GET' ? 'compute.list' : 'compute.attach',
      persona: 'member',
      microversion: microversion('2.60'),
      request: { method, url: `http://127.0.0.1:8774${path}`, headers: {}, body: json(sent) },
      response: {
        status: answer.status ?? 200,
        headers: answer.headers ?? {},
        body: json(answer.value),
      },
    },
  }
}

const attach = ({ server, volume }: typeof REAL, answer: Answer = {}) =>
  call(
    'POST',
    `/v2.1/servers/${server}/os-volume_attachments`,
    { volumeAttachment: { volumeId: volume } },
    {
      value: { volumeAttachment: { id: volume, serverId: server, device: '/dev/sdb' } },
      ...answer,
    },
  )
const list = ({ server }: typeof REAL, ...volumes: readonly string[]) =>
  call('GET', `/v2.1/servers/${server}/os-volume_attachments`, undefined, {
    value: { volumeAttachments: volumes.map((id) => ({ id, device: '/dev/sdb' })) },
  })

const compare = (real: readonly RecordedExchange[], reference: readonly RecordedExchange[]) =>
  differencesBetween(
    'compute.attach:200:attached@2.60',
    'compute.attach',
    comparablesOf(real),
    comparablesOf(reference),
  )
const whatDiffers = (...runs: Parameters<typeof compare>) =>
  compare(...runs).map(({ what }) => what)

describe('two runs of a case', () => {
  it('agree although ids, devices and requests ids are others', () => {
    const requestId = (id: string) => ({ 'x-openstack-request-id': `req-${id}` })

    expect(
      whatDiffers(
        [attach(REAL, { headers: requestId('1') }), list(REAL, REAL.volume)],
        [attach(OTHER, { headers: requestId('2') }), list(OTHER, OTHER.volume)],
      ),
    ).toEqual([])
  })

  it('agree although one was asked more often until something had happened', () => {
    expect(
      whatDiffers(
        [attach(REAL), list(REAL), list(REAL), list(REAL, REAL.volume)],
        [attach(OTHER), list(OTHER, OTHER.volume)],
      ),
    ).toEqual([])
  })

  it('agree although other cases have left something in a list', () => {
    const foreign = '3a3a3a3a-0000-4000-8000-00000000000e'

    expect(
      whatDiffers(
        [attach(REAL), list(REAL, foreign, REAL.volume)],
        [attach(OTHER), list(OTHER, OTHER.volume)],
      ),
    ).toEqual([])
  })

  it('differ in a status', () => {
    expect(whatDiffers([attach(REAL, { status: 400 })], [attach(OTHER)])).toEqual(['status'])
  })

  it('differ in a header that one has not, and in the value of one that matters', () => {
    const real = { 'x-compute-request-id': 'req-1', vary: 'OpenStack-API-Version' }

    expect(
      whatDiffers([attach(REAL, { headers: real })], [attach(OTHER, { headers: { vary: '*' } })]),
    ).toEqual(['header vary', 'header x-compute-request-id'])
  })

  it('differ in a field, named by its place', () => {
    const value = { volumeAttachment: { id: OTHER.volume, serverId: OTHER.server, device: null } }

    expect(compare([attach(REAL)], [attach(OTHER, { value })])).toMatchObject([
      { what: 'body /volumeAttachment/device', real: '/dev/sd*', reference: null },
    ])
  })

  it('differ when a field names another resource than the one asked for', () => {
    const value = {
      volumeAttachment: { id: OTHER.server, serverId: OTHER.server, device: '/dev/sdc' },
    }

    expect(whatDiffers([attach(REAL)], [attach(OTHER, { value })])).toEqual([
      'body /volumeAttachment/id',
    ])
  })

  it('differ when one went on to ask for something else', () => {
    expect(whatDiffers([attach(REAL), list(REAL)], [attach(OTHER)])).toEqual(['asked'])
  })

  it('differ when a list has lost what the case has made', () => {
    expect(
      whatDiffers([attach(REAL), list(REAL, REAL.volume)], [attach(OTHER), list(OTHER)]),
    ).not.toEqual([])
  })
})

describe('the known differences', () => {
  const differences = compare([attach(REAL, { status: 400 })], [attach(OTHER)])
  const entry = (what: string, releases = '[zed]') =>
    `- { what: "${what}", releases: ${releases}, reason: this is a reason that is long enough }`

  it('explain what they name', () => {
    const known = parseKnownDifferences('known.yaml', entry('status'), 'zed')

    expect(sortByKnown(differences, known)).toMatchObject({
      unknown: [],
      explained: [{}],
      unused: [],
    })
  })

  it('are told when they are met no more, and hold for their releases only', () => {
    const unused = parseKnownDifferences('known.yaml', entry('header vary'), 'zed')
    const other = parseKnownDifferences('known.yaml', entry('status', '[yoga]'), 'zed')

    expect(sortByKnown(differences, unused)).toMatchObject({ unknown: [{}], unused: [{}] })
    const byChance = unused.map((each) => ({ ...each, chance: true as const }))
    expect(sortByKnown(differences, byChance)).toMatchObject({ unknown: [{}], unused: [] })
    expect(sortByKnown(differences, other).unknown).toHaveLength(1)
  })

  it('are those of the cases that were compared', () => {
    const text = `${entry('status')}
- { operation: "compute.*", what: status, reason: this is a reason that is long enough }`
    const known = parseKnownDifferences('known.yaml', text, 'zed')
    const one = (operation: OperationId) => [
      { id: `${operation}:404:gone@-`, operation } satisfies Pick<PlannedCase, 'id' | 'operation'>,
    ]

    expect(concerning(one('compute.show'), known)).toEqual(known)
    expect(concerning(one('pictures.hang'), known)).toEqual(known.slice(0, 1))
  })

  it('must say why', () => {
    expect(() =>
      parseKnownDifferences('known.yaml', '- { what: status, reason: so }', 'zed'),
    ).toThrow(/^known\.yaml: .*reason/s)
  })
})
