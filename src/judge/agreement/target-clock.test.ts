import { expect, it } from 'vitest'
import { timeOf } from './target-clock.ts'

it.each([
  ['2031-04-17T06:35:09.000000', '2031-04-17T06:35:09.000Z'],
  ['2031-04-17T06:35:09', '2031-04-17T06:35:09.000Z'],
  ['2031-04-17 06:35:09', '2031-04-17T06:35:09.000Z'],
  ['2031-04-17T06:35:09Z', '2031-04-17T06:35:09.000Z'],
  ['2031-04-17T06:35:09.5+02:00', '2031-04-17T04:35:09.500Z'],
])('%s is a time, in UTC unless it says otherwise', (text, iso) => {
  expect(timeOf(text)).toBe(Date.parse(iso))
})

it.each([[''], ['today'], ['2031-13-17T06:35:09'], [null], [0], ['2031-04-17']])(
  '%j is none',
  (text) => {
    expect(timeOf(text)).toBeUndefined()
  },
)
