import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { microversion } from '../openapi/microversion.ts'
import { loadWaivers } from './load-waivers.ts'
import { SettingsError } from './settings-error.ts'
import { withWaivers } from './waivers-text.ts'

const WAIVER = {
  requirement: 'compute.show:200:device',
  microversions: { min: microversion('2.10'), max: microversion('2.100') },
  reason: '/volumeAttachment/device is missing: "known"',
  owner: 'storage team',
  expires: '2031-12-31',
}

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-waivers-'))
  path = join(folder, 'waivers.yaml')
})
afterEach(() => rmSync(folder, { recursive: true }))

function add(before?: string) {
  if (before !== undefined) writeFileSync(path, before)
  const text = withWaivers(path, before, [WAIVER])
  writeFileSync(path, text)
  const read = loadWaivers(path, folder).map(({ place: _, ...waiver }) => waiver)
  return { text, read }
}

it.each([undefined, '', 'waivers: []\n', '# ours\n'])(
  'adds to %j waivers that can be read again',
  (before) => {
    expect(add(before).read).toEqual([WAIVER])
  },
)

it('keeps existing waivers and comments', () => {
  const { text, read } = add(
    'waivers:\n  # the driver\n  - requirement: "*:409:*"\n    reason: slow\n    owner: me\n    issue: https://bugs.example/1\n    expires: 2031-01-01\n',
  )

  expect(text).toContain('# the driver')
  expect(read.map(({ requirement }) => requirement)).toEqual(['*:409:*', WAIVER.requirement])
})

it.each(['- a list\n', 'cloud: lab\n', 'waivers: 7\n', 'waivers:\n'])(
  'refuses %j, which has no waivers',
  (before) => {
    expect(() => add(before)).toThrow(SettingsError)
  },
)
