import { describe, expect, it } from 'vitest'
import { microversion } from '../openapi/microversion.ts'
import { contractOf, SAMPLE } from '../openapi/testing/sample-contract.ts'
import type { Body, Exchange } from '../openstack/exchange.ts'
import { defectOf } from './judge-request.ts'

const contracts = new Map([['compute', contractOf(SAMPLE)] as const])

function malformed(
  operation: Exchange['operation'],
  version: string,
  {
    query = '',
    body = { kind: 'empty' },
    type = 'application/json',
  }: { query?: string; body?: Body; type?: string } = {},
) {
  const exchange: Exchange = {
    id: '1',
    at: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    service: 'compute',
    persona: 'member',
    microversion: microversion(version),
    ...(operation !== undefined && { operation }),
    request: { method: 'PUT', url: `/boats/ada${query}`, headers: { 'content-type': type }, body },
  }
  return defectOf(exchange, contracts)?.fault
}

const json = (value: unknown) => ({ body: { kind: 'json', value } }) as const

describe("judging the suite's own requests", () => {
  it('finds nothing wrong with well-formed requests and calls of no operation', () => {
    expect(malformed('compute.paint', '2.10', json({ colour: 'red' }))).toBeUndefined()
    expect(malformed('compute.paint', '2.20', json({ colour: 'red', gloss: true }))).toBeUndefined()
    expect(malformed('compute.show', '2.30', { query: '?limit=1&sails=true' })).toBeUndefined()
    expect(malformed(undefined, '2.1', json({}))).toBeUndefined()
  })

  it.each([
    [
      'compute.paint at 2.19: the body at "" must NOT have additional properties (gloss)',
      'paint',
      '2.19',
      json({ colour: 'red', gloss: true }),
    ],
    [
      'compute.paint at 2.20: the body at "" must have required property \'gloss\' (gloss)',
      'paint',
      '2.20',
      json({ colour: 'red' }),
    ],
    [
      'compute.paint at 2.10: the body at "/colour" must be one of ["red","blue"]',
      'paint',
      '2.10',
      json({ colour: 'pink' }),
    ],
    ['compute.paint at 2.10: the body is missing', 'paint', '2.10', {}],
    [
      'compute.paint at 2.10: the body is not JSON',
      'paint',
      '2.10',
      { body: { kind: 'text', text: '{' } },
    ],
    [
      'compute.paint at 2.10: content type text/plain is not documented',
      'paint',
      '2.10',
      { ...json({ colour: 'red' }), type: 'text/plain' },
    ],
    ['compute.show at 2.1: the operation takes no body', 'show', '2.1', json({})],
    [
      'compute.show at 2.1: query parameter "limit" must be >= 0',
      'show',
      '2.1',
      { query: '?limit=-1' },
    ],
    [
      'compute.show at 2.29: query parameter "sails" is not documented',
      'show',
      '2.29',
      { query: '?sails=true' },
    ],
    ['compute.paint does not exist at 2.9', 'paint', '2.9', json({ colour: 'red' })],
  ] as const)('says: %s', (message, operation, version, request) => {
    expect(malformed(`compute.${operation}`, version, request)).toBe(message)
  })

  it.each([
    ['2.9', undefined],
    ['2.10', undefined],
    ['2.20', 'compute.paint at 2.20: the body at "" must have required property \'gloss\' (gloss)'],
  ])(
    'holds a request for the latest version against %s, which the answer names',
    (named, fault) => {
      const exchange: Exchange = {
        id: '1',
        at: '2026-01-01T00:00:00.000Z',
        durationMs: 1,
        service: 'compute',
        persona: 'member',
        operation: 'compute.paint',
        request: {
          method: 'PUT',
          url: '/boats/ada',
          headers: {
            'content-type': 'application/json',
            'openstack-api-version': 'compute latest',
          },
          ...json({ colour: 'red' }),
        },
        response: {
          status: 404,
          headers: { 'openstack-api-version': `compute ${named}` },
          body: { kind: 'empty' },
        },
      }

      expect(defectOf(exchange, contracts)?.fault).toBe(fault)
    },
  )
})
