import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { EXCLUSION_CODES } from '../src/openapi/contract.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'

const RowSchema = z.strictObject({
  id: z.string().regex(/^P-\d\d$/),
  behaviour: z.string(),
  requirements: z.array(z.string()).min(1).exactOptional(),
  errata: z.array(z.string()).min(1).exactOptional(),
  excluded: z.strictObject({ code: z.enum(EXCLUSION_CODES), reason: z.string() }).exactOptional(),
  open: z.literal(true).exactOptional(),
})

const file = new URL('peer-behaviours.yaml', import.meta.url)
const { rows, ...counts } = z
  .strictObject({ observed: z.int(), 'covered-before': z.int(), rows: z.array(RowSchema) })
  .parse(parse(readFileSync(file, 'utf8')))

const contracts = [...packagedContracts().values()]
const requirements = new Set(
  contracts.flatMap(({ operations }) =>
    operations.flatMap((operation) => operation.requirements.map(({ id }) => id as string)),
  ),
)
const errata = new Set(contracts.flatMap((contract) => contract.errata.map(({ id }) => id)))

describe('the behaviours that other suites test', () => {
  test('have one row each, in order', () => {
    const missing = counts.observed - counts['covered-before']
    const ids = Array.from(
      { length: missing },
      (_, index) => `P-${`${index + 1}`.padStart(2, '0')}`,
    )
    expect(rows.map(({ id }) => id)).toEqual(ids)
  })

  test('are counted in the README', () => {
    const covered = rows.filter((row) => row.requirements !== undefined).length
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    expect(readme.replace(/\s+/g, ' ')).toContain(`covers ${counts['covered-before'] + covered}:`)
  })

  test.each(rows.map((row) => [row.id, row] as const))('%s has an end that exists', (_id, row) => {
    expect(row.requirements ?? row.errata ?? row.excluded ?? row.open).toBeDefined()
    expect(row.requirements?.filter((id) => !requirements.has(id)) ?? []).toEqual([])
    expect(row.errata?.filter((id) => !errata.has(id)) ?? []).toEqual([])
  })
})
