import { expect, it } from 'vitest'
import { verdictText } from './scope.ts'

it.each([
  ['conformant', 555, 'conformant'],
  ['conformant', 30, 'conformant in 30 of 555 promises'],
  ['inconclusive', 30, 'inconclusive (a run of 30 of 555 promises)'],
  ['non-conformant', 555, 'non-conformant'],
] as const)('calls %s of %i promises "%s"', (verdict, promises, text) => {
  expect(verdictText({ verdict, scope: { promises, of: 555 } })).toBe(text)
})
