import { expect, it } from 'vitest'
import { microversion } from '../../src/openapi/microversion.ts'
import type { Observation } from './difference.ts'
import { overRanges } from './over-ranges.ts'

function observation(at: string, theirs: unknown = true): Observation {
  return { in: 'reference', at, differs: 'presence', ours: null, theirs, place: { file: 'a.inc' } }
}

it('puts what goes on into one range, and begins a new one after a gap or with another value', () => {
  const seen = [
    { at: microversion('2.1'), observations: [observation('a'), observation('b', 1)] },
    { at: microversion('2.5'), observations: [observation('a'), observation('b', 2)] },
    { at: microversion('2.7'), observations: [observation('b', 2)] },
    { at: microversion('2.10'), observations: [observation('a')] },
  ]
  const found = overRanges(seen, microversion('2.20')).map(({ at, theirs, range }) =>
    [at, theirs, range?.min, range?.max].join(' '),
  )
  expect(found.sort()).toEqual(['a true 2.1 2.6', 'a true 2.10 2.20', 'b 1 2.1 2.4', 'b 2 2.5 2.9'])
})

it('has no ranges for a service without microversions', () => {
  const [only] = overRanges([{ at: undefined, observations: [observation('a')] }], undefined)
  expect(only).toEqual(observation('a'))
})
