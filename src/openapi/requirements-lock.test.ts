import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { loadContracts } from './load-contract.ts'
import { requirementsLock } from './requirements-lock.ts'

const file = join(packageRoot, 'specs', 'requirements.lock')

it('has every requirement locked as it stands in the contracts (ATTEST_WRITE=1 writes anew)', () => {
  const current = requirementsLock(loadContracts())
  if (process.env.ATTEST_WRITE) writeFileSync(file, current)
  expect(readFileSync(file, 'utf8')).toBe(current)
})
