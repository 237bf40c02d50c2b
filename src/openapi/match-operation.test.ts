import { describe, expect, it } from 'vitest'
import { matchOperation } from './match-operation.ts'
import { contractOf, SAMPLE } from './testing/sample-contract.ts'

const contracts = new Map([['compute', contractOf(SAMPLE)] as const])
const match = (method: string, url: string) => matchOperation(contracts, method, url)

describe('matching a call to its operation', () => {
  it.each([
    '/boats/ada',
    '/v2.1/boats/ada',
    '/compute/v2.1/boats/ada?limit=1',
    '/v2.1/0123abcd/boats/ada',
    'https://cloud.example:8774/compute/v2.1/0123abcd/boats/ada',
  ])('finds the operation in %s', (url) => {
    const found = match('get', url)
    expect(found?.operation.id).toBe('compute.show')
    expect(found?.parameters).toEqual({ boat_id: 'ada' })
  })

  it.each([
    ['POST', '/boats/ada'],
    ['GET', '/boats/ada/mast'],
    ['GET', '/v2.1/harbours/7/boats/ada'],
    ['GET', '/harbours/boats/ada'],
    ['GET', '/boats/'],
    ['GET', '/'],
  ])('finds none for %s %s', (method, url) => {
    expect(match(method, url)).toBeUndefined()
  })

  it('prefers a name to a parameter', () => {
    const named = SAMPLE.replace('  /boats:\n', '  /boats/all:\n')
    const found = matchOperation(
      new Map([['compute', contractOf(named)] as const]),
      'GET',
      '/v2/boats/all',
    )
    expect(found?.operation.id).toBe('compute.list')
  })
})
