import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { packageRoot } from '../package-root.ts'
import { settingKeys, settingsJsonSchema } from './settings-json-schema.ts'

const FILE = join(packageRoot, 'attest.schema.json')

const GOOD = `
cloud: lab
personas: { reader: lab-reader, guest: lab-guest, stranger: lab-other, admin: lab-admin }
image: cirros
flavor: "1"
network: none
volume-type: fast
multiattach-type: shared
volume-size: 2
absent:
  - { feature: shelve, reason: The hypervisor cannot shelve }
budget: { servers: 2, volumes: 6 }
deadlines: { boot: 90 }
microversions: ["2.60", "2.70", "3.44"]
accept-not-tested: [missing-persona]
strict: true
out: runs
`

it('is committed as generated (ATTEST_WRITE=1 generates it again)', async () => {
  const generated = settingsJsonSchema()
  if (process.env.ATTEST_WRITE === '1') await writeFile(FILE, generated)

  // The formatter decides on the layout of the file.
  expect(JSON.parse(await readFile(FILE, 'utf8'))).toEqual(JSON.parse(generated))
})

it('describes every key to the editor', () => {
  const described = [
    [],
    ['personas'],
    ['absent', 0],
    ['budget'],
    ['deadlines'],
    ['waivers', 0],
    ['waivers', 0, 'microversions'],
  ].flatMap((path) =>
    settingKeys(path).map((key) => [...path.filter((part) => part !== 0), key].join('.')),
  )
  const schema: unknown = JSON.parse(settingsJsonSchema())
  const text = JSON.stringify(schema)

  expect(described).toHaveLength(28 + 4 + 2 + 3 + 4 + 6 + 2)
  expect(text.match(/"description":/g)).toHaveLength(described.length + 1)
})

describe('as an editor uses it', () => {
  const validate = addFormats
    .default(new Ajv2020({ strict: true, allErrors: true }))
    .compile(JSON.parse(settingsJsonSchema()))

  it('accepts a file that sets everything, and one that sets nothing', () => {
    expect(validate(parse(GOOD))).toBe(true)
    expect(validate({})).toBe(true)
  })

  it.each([
    ['an unknown key', 'clud: lab'],
    ['an unknown persona', 'personas: { member: lab }'],
    ['an unquoted microversion', 'microversions: [2.70]'],
    ['a text that is no microversion', 'microversions: ["2.07"]'],
    ['a feature that cannot be declared absent', 'absent: [{ feature: images, reason: none }]'],
    ['an absent feature without a reason', 'absent: [{ feature: shelve }]'],
    ['a budget beyond its limits', 'budget: { servers: 65 }'],
    ['a blank name', 'image: " "'],
  ])('marks %s', (_, text) => {
    expect(validate(parse(text))).toBe(false)
  })
})
