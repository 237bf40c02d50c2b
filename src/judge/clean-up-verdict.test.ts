import { expect, test } from 'vitest'
import { cleanUpVerdict, withCleanUp } from './clean-up-verdict.ts'

test.each([
  [[], 'clean', 'conformant'],
  [[{ kind: 'volume' }], 'leaked', 'inconclusive'],
  [undefined, 'unknown', 'inconclusive'],
] as const)('a run that leaves %j is %s and, at its best, %s', (leaked, cleanUp, verdict) => {
  expect(cleanUpVerdict(leaked)).toBe(cleanUp)
  expect(withCleanUp('conformant', cleanUp)).toBe(verdict)
  expect(withCleanUp('non-conformant', cleanUp)).toBe('non-conformant')
})
