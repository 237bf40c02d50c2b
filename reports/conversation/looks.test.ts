import { expect, test } from 'vitest'
import { exchangeOf, type SaidExchange } from '../findings/testing/failing-run.ts'
import { looksOf } from './looks.ts'

const said = (more: Partial<SaidExchange>, id: string) =>
  exchangeOf({ operation: 'compute.show', body: { status: 'in-use' }, ...more }, id, '2.60')
const violations = [
  { code: 'missing-property', at: '/id', rule: '/', expected: 'it', got: 'none' },
] as const

test('Looks in a row that show nothing new are put together, and nothing else is', () => {
  const exchanges = [
    said({}, 'first'),
    said({}, 'second'),
    said({}, 'third'),
    said({ body: { status: 'available' } }, 'new answer'),
    said({ method: 'DELETE', body: undefined }, 'change'),
    said({ method: 'DELETE', body: undefined }, 'same change'),
    said({ violations }, 'wrong'),
    said({ violations }, 'wrong again'),
    said({ phase: 'clean-up' }, 'other phase'),
    said({ phase: 'clean-up', status: 404 }, 'other status'),
  ]

  const looks = looksOf(exchanges)

  expect(looks.map(({ first, again }) => [first.exchange.id, again.length])).toEqual([
    ['first', 2],
    ...exchanges.slice(3).map(({ exchange }) => [exchange.id, 0]),
  ])
})
