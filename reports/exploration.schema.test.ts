import { readFile, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { explorationJsonSchema } from './exploration/exploration-schema.ts'

const file = new URL('exploration.schema.json', import.meta.url)

it('has its JSON Schema committed as generated (ATTEST_WRITE=1 generates it again)', async () => {
  const generated = explorationJsonSchema()
  if (process.env.ATTEST_WRITE === '1') await writeFile(file, generated)

  // The formatter decides on the layout of the file.
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(generated))
})
