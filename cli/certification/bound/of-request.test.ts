import { describe, expect, it } from 'vitest'
import type { EventOf } from '../../../src/journal/events/journal-event.ts'
import type { RunBasis } from '../../../src/journal/events/plan-events.ts'
import { loadContracts } from '../../../src/openapi/load-contract.ts'
import { microversion } from '../../../src/openapi/microversion.ts'
import type { Exchange, Headers } from '../../../src/openstack/exchange.ts'
import { microversionDifference } from './microversion-of-request.ts'
import { placeDifference } from './place-of-request.ts'

const contracts = loadContracts()
const PROJECT = 'a204691f64a846d3954b82078eb3cf90'
const COMPUTE = 'https://cloud.example/compute/v2.1'
const VOLUME = `https://cloud.example/volume/v3/${PROJECT}`
const LIST = `${COMPUTE}/servers/s1/os-volume_attachments`

function exchangeOf(change: Partial<Exchange>, url: string, headers: Headers = {}): Exchange {
  return {
    ...{ id: 'x', at: '2031-05-04T10:00:00.000Z', durationMs: 1, service: 'compute' },
    persona: 'member',
    ...change,
    request: { method: 'GET', url, headers, body: { kind: 'empty' } },
  }
}

describe('the microversion of an exchange', () => {
  const asking = (header: string | undefined, said: string | undefined) =>
    microversionDifference(
      exchangeOf(
        said === undefined ? {} : { microversion: microversion(said) },
        LIST,
        header === undefined ? {} : { 'openstack-api-version': header },
      ),
      contracts,
    )

  it.each([
    ['compute 2.60', '2.60'],
    ['volume 3.1, compute 2.60', '2.60'],
    ['compute latest', undefined],
    ['compute abc', undefined],
    [undefined, undefined],
  ])('is accepted with the header %s: %s', (header, said) => {
    expect(asking(header, said)).toBeUndefined()
  })

  it.each([
    ['compute 2.60', '2.59'],
    ['volume 2.60', '2.60'],
    ['compute latest', '2.1'],
    ['compute abc', '2.1'],
    [undefined, '2.1'],
  ])('is refused with the header %s: %s', (header, said) => {
    expect(asking(header, said)).toBe(
      `its microversion is ${said}, and its request asks for ${header ?? 'none'}`,
    )
  })

  it('is not taken from the header of another service', () => {
    const image = exchangeOf({ service: 'image', microversion: microversion('2.1') }, 'x', {
      'openstack-api-version': 'compute 2.1',
    })
    expect(microversionDifference(image, contracts)).toContain('its microversion is 2.1')
  })
})

describe('the place of a request', () => {
  const endpoints = { compute: COMPUTE, 'block-storage': VOLUME }
  const member = { projectId: PROJECT, endpoints, tokenIsGiven: false }
  const basis: Pick<RunBasis, 'personaAccess'> = { personaAccess: { member, nobody: member } }
  const token = { 'x-auth-token': '[redacted]' }
  const ofCase = { case: 'compute.list:200:listed@2.1', phase: 'act' } as const
  const of = (exchange: Exchange, change: Partial<EventOf<'exchange'>> = {}) =>
    placeDifference(
      { type: 'exchange', phase: 'arrange', violations: [], exchange, ...change },
      basis,
      contracts,
    )

  it.each<[string, string | undefined]>([
    ['a labelled call', of(exchangeOf({ operation: 'compute.list' }, LIST, token))],
    ['a call of no operation', of(exchangeOf({}, `${COMPUTE}/servers/s1`, token))],
    [
      'a call of nobody, without a token',
      of(exchangeOf({ persona: 'nobody' }, `${COMPUTE}/servers`)),
    ],
    [
      'a case that calls what is no operation on purpose',
      of(exchangeOf({}, LIST.replace('/servers', '/x/servers')), ofCase),
    ],
    [
      'a case that asks for the versions',
      of(exchangeOf({}, 'https://cloud.example/compute/'), ofCase),
    ],
  ])('is accepted for %s', (_, difference) => {
    expect(difference).toBeUndefined()
  })

  it.each<[string, string | undefined, string]>([
    [
      'a call of another operation',
      of(exchangeOf({ operation: 'compute.show' }, LIST, token)),
      'it is recorded as compute.show, but its method and URL are those of compute.list',
    ],
    [
      'a call without an operation',
      of(exchangeOf({}, LIST, token)),
      'it is recorded as no operation, but its method and URL are those of compute.list',
    ],
    [
      'another cloud',
      of(exchangeOf({}, 'https://cloud.example.org/compute/v2.1/servers')),
      'endpoint',
    ],
    [
      'a host with the same beginning',
      of(exchangeOf({}, `${COMPUTE}.evil/servers`, token)),
      'endpoint',
    ],
    [
      'another project',
      of(
        exchangeOf({ service: 'block-storage' }, `${VOLUME.replace(PROJECT, 'p')}/volumes`, token),
      ),
      'is not at the endpoint of block-storage',
    ],
    ['a persona without a token', of(exchangeOf({}, `${COMPUTE}/servers`)), 'sent without a token'],
    [
      'nobody with a token',
      of(exchangeOf({ persona: 'nobody' }, `${COMPUTE}/servers`, token)),
      'sent with a token',
    ],
    [
      'a persona that the run does not have',
      of(exchangeOf({ persona: 'admin' }, LIST)),
      'does not have',
    ],
  ])('is refused for %s', (_, difference, message) => {
    expect(difference).toContain(message)
  })
})
