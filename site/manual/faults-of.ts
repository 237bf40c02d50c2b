import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ownValue } from '../../src/own-value.ts'
import { packageRoot } from '../../src/package-root.ts'

/** Made of the catalogue of faults by `trust/proving-faults.test.ts`. */
const FILE = join(packageRoot, 'specs', 'proving-faults.json')

const schema = z.record(
  z.string(),
  z.strictObject({ first: z.array(z.string()), all: z.int().nonnegative() }),
)

let known: z.output<typeof schema> | undefined

/** The faults that prove the test of a promise: those that should be seen there first. */
export function faultsOf(promise: string): { first: readonly string[]; all: number } {
  known ??= schema.parse(JSON.parse(readFileSync(FILE, 'utf8')))
  return ownValue(known, promise) ?? { first: [], all: 0 }
}
