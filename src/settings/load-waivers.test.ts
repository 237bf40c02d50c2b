import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RequirementId } from '../openapi/contract.ts'
import { checkWaivers } from './check-waivers.ts'
import { loadSettings } from './load-settings.ts'

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'attest-waivers-'))
})
afterEach(() => {
  rmSync(cwd, { recursive: true })
})

const ATTACH = `
waivers:
  - requirement: compute.attach:409:*
    microversions: { max: "2.19" }
    reason: The driver cannot
    owner: storage team
    issue: https://bugs.example/42
    expires: 2031-12-31
`

function load(text: string, own = '') {
  writeFileSync(join(cwd, 'attest.yaml'), own)
  writeFileSync(join(cwd, 'waivers.yaml'), text)
  return loadSettings({ cwd, flags: {}, waivers: 'waivers.yaml' }).waivers
}

const KNOWN = ['compute.attach:409:volume-in-use', 'compute.list:200:listed'] as RequirementId[]
const IN_2031 = new Date('2031-12-31T23:00:00Z')

describe('waivers', () => {
  it('are read with the place where they are written', () => {
    expect(load(ATTACH)).toEqual([
      {
        requirement: 'compute.attach:409:*',
        microversions: { max: '2.19' },
        reason: 'The driver cannot',
        owner: 'storage team',
        issue: 'https://bugs.example/42',
        expires: '2031-12-31',
        place: { key: 'waivers[0]', file: join(cwd, 'waivers.yaml'), at: { line: 3, column: 5 } },
      },
    ])
  })

  it('of attest.yaml and of the file are combined', () => {
    expect(load(ATTACH, ATTACH.replace('attach:409', 'list:200'))).toMatchObject([
      { requirement: 'compute.list:200:*' },
      { requirement: 'compute.attach:409:*' },
    ])
  })

  it.each([
    [
      'no owner',
      ATTACH.replace(/ +owner.*\n/, ''),
      'waivers.yaml:3:5: waivers[0].owner is missing',
    ],
    ['no day', ATTACH.replace('2031-12-31', 'soon'), 'expected a day such as 2026-12-31'],
    ['no link', ATTACH.replace('https://bugs.example/42', '42'), 'put it in quotes'],
    ['a key of its own', `${ATTACH}    ownr: me\n`, 'waivers[0].ownr is no setting'],
    ['no list', 'waivers: none', 'expected a list of waivers'],
    ['settings', 'cloud: lab', 'cloud is no setting: expected one of waivers'],
  ])('with %s are refused, with the number of the line', (_, text, message) => {
    expect(() => load(text)).toThrow(message)
  })

  it('in a file that is not there are refused', () => {
    expect(() => loadSettings({ cwd, flags: {}, waivers: 'no.yaml' })).toThrow(
      'no.yaml does not exist',
    )
  })

  it('apply until the end of their last day, and then fail the run', () => {
    const waivers = load(ATTACH)
    expect(() => checkWaivers(waivers, KNOWN, IN_2031)).not.toThrow()
    expect(() => checkWaivers(waivers, KNOWN, new Date('2032-01-01T00:00:00Z'))).toThrow(
      'waivers.yaml:3:5: waivers[0].expires is 2031-12-31, which is past',
    )
  })

  it('that match no requirement fail the run', () => {
    const waivers = load(ATTACH.replace('attach:409:*', 'lst:200:listed'))
    expect(() => checkWaivers(waivers, KNOWN, IN_2031)).toThrow(
      'matches no requirement: expected the id of a requirement, or a glob with * for any text and ? for one character; did you mean compute.list:200:listed?',
    )
  })
})
