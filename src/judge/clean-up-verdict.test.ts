import { expect, test } from 'vitest'
import { cleanUpVerdict, withCleanUp } from './clean-up-verdict.ts'

const LEAKED = [{ kind: 'volume' }]
const unseen = 'the list did not end'

test.each([
  [{ leaked: [] }, 'clean', 'conformant'],
  [{ leaked: LEAKED }, 'leaked', 'inconclusive'],
  [{ leaked: [], unseen }, 'unknown', 'inconclusive'],
  [{ leaked: LEAKED, unseen }, 'leaked', 'inconclusive'],
  [undefined, 'unknown', 'inconclusive'],
] as const)('a run that leaves %j is %s and, at its best, %s', (check, cleanUp, verdict) => {
  expect(cleanUpVerdict(check)).toBe(cleanUp)
  expect(withCleanUp('conformant', cleanUp)).toBe(verdict)
  expect(withCleanUp('non-conformant', cleanUp)).toBe('non-conformant')
})
