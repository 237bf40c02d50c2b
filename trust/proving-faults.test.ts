import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { packageRoot } from '../src/package-root.ts'
import { requirementsOf } from './answers/globs.ts'
import { catalogue } from './catalogue/catalogue.ts'
import type { Fault } from './fault.ts'

const FILE = join(packageRoot, 'specs', 'proving-faults.json')

/** How many a page of a promise names. */
const NAMED = 4

/** For each promise, the faults that violate it: those that it should see first, and their number. */
function provingFaults(): string {
  const all = new Map<string, Set<string>>()
  const first = new Map<string, Set<string>>()
  const reach = ({ violates }: Fault): number =>
    violates.reduce((sum, glob) => sum + requirementsOf(glob).size, 0)
  // A fault that few promises see tells more about each of them.
  const telling = catalogue.toSorted((a, b) => reach(a) - reach(b))
  for (const { id, violates, first: likely = violates } of telling) {
    for (const glob of violates) for (const promise of requirementsOf(glob)) enter(all, promise, id)
    for (const glob of likely) for (const promise of requirementsOf(glob)) enter(first, promise, id)
  }
  const promises = [...packagedContracts().values()].flatMap(({ operations }) =>
    operations.flatMap(({ requirements }) => requirements.map(({ id }) => id)),
  )
  const lines = promises.map((id) => {
    const named = [...(first.get(id) ?? all.get(id) ?? [])].slice(0, NAMED)
    return `  ${JSON.stringify(id)}: ${JSON.stringify({ first: named, all: all.get(id)?.size ?? 0 })}`
  })
  return `{\n${lines.join(',\n')}\n}\n`
}

function enter(map: Map<string, Set<string>>, promise: string, fault: string): void {
  const known = map.get(promise) ?? new Set()
  map.set(promise, known.add(fault))
}

it('are in specs/proving-faults.json (ATTEST_WRITE=1 writes it there)', () => {
  const text = provingFaults()
  if (process.env.ATTEST_WRITE === '1') writeFileSync(FILE, text)

  expect(existsSync(FILE) ? readFileSync(FILE, 'utf8') : '').toBe(text)
})
