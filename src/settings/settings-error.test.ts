import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadSettings, type SettingsSources } from './load-settings.ts'
import { SettingsError } from './settings-error.ts'

const KEYS =
  'cloud, personas, document, image, flavor, boot, network, availability-zone, key-name, security-groups, metadata, scheduler-hints, volume-type, multiattach-type, volume-size, absent, budget, max-servers, max-volumes, max-images, max-requests-per-second, max-time, deadlines, microversions, accept-not-tested, waivers, strict, out'
const SELECTION = 'expected changes, edges, all or a list of microversions'
const REASONS =
  'missing-persona, missing-feature, persona-not-restricted, state-not-reachable, no-scenario, over-budget, out-of-time, interrupted'

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'attest-settings-'))
})
afterEach(() => {
  rmSync(cwd, { recursive: true })
})

function load(flags: SettingsSources['flags'] = {}, file?: string) {
  return loadSettings({ cwd, flags, file })
}

function write(text: string): string {
  const path = join(cwd, 'attest.yaml')
  writeFileSync(path, text)
  return path
}

function errorOf(act: () => unknown): SettingsError {
  try {
    act()
  } catch (error) {
    if (error instanceof SettingsError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('a fault in the file is one line with place, key, what was expected and advice', () => {
  it.each([
    [
      'a misspelt key',
      'cloud: lab\nimgae: cirros\n',
      `:2:1: imgae is no setting: expected one of ${KEYS}; did you mean image?`,
    ],
    [
      'a key with an underscore',
      'volume_type: fast',
      `:1:1: volume_type is no setting: expected one of ${KEYS}; did you mean volume-type?`,
    ],
    [
      'a key that is similar to none',
      'budget:\n  hypervisors: 3\n',
      ':2:3: budget.hypervisors is no setting: expected one of servers, volumes, images; correct the key or delete it',
    ],
    [
      'a persona without an entry of its own',
      'personas:\n  member: lab\n',
      ":2:3: personas.member is no setting: expected one of reader, guest, stranger, admin; the member's entry is the one that --cloud or cloud: names",
    ],
    [
      'an unquoted microversion',
      'microversions:\n  - "2.1"\n  - 2.70\n',
      ':3:5: microversions[1] is the YAML number 2.70: expected a microversion in quotes such as "2.60"; put it in quotes: "2.70"',
    ],
    [
      'one unquoted microversion without a list',
      'microversions: 2.70',
      `:1:16: microversions is the YAML number 2.70: ${SELECTION}; put it in quotes: ["2.70"]`,
    ],
    [
      'one microversion without a list',
      'microversions: "2.70"',
      `:1:16: microversions is "2.70": ${SELECTION}; write a list: ["2.70"]`,
    ],
    [
      'an empty list of microversions',
      'microversions: []',
      ':1:16: microversions is an empty list: expected at least one microversion such as "2.60"; correct it',
    ],
    [
      'what is no microversion',
      'microversions: ["2.07"]',
      ':1:17: microversions[0] is "2.07": expected a microversion such as "2.60"; correct it',
    ],
    [
      'a misspelt word',
      'microversions: edgs',
      `:1:16: microversions is "edgs": ${SELECTION}; did you mean edges?`,
    ],
    [
      'an id of digits without quotes',
      'flavor: 007',
      ':1:9: flavor is the YAML number 007: expected the name or id of a flavor; put it in quotes: "007"',
    ],
    [
      'a number beyond its limits',
      'budget:\n  servers: 1\n',
      ':2:12: budget.servers is 1: expected a whole number of servers from 2 to 64; correct it',
    ],
    [
      'a fraction',
      'deadlines: { boot: 1.5 }',
      ':1:20: deadlines.boot is 1.5: expected a whole number of seconds from 1 to 86400; correct it',
    ],
    [
      'a key without a value',
      'cloud: lab\nbudget:\n',
      ':2:1: budget is empty: expected a map with servers and volumes and images; give it a value or delete the key',
    ],
    [
      'a missing reason',
      'absent:\n  - feature: shelve\n',
      ':2:5: absent[0].reason is missing: expected a sentence for the report; add it',
    ],
    [
      'an unknown feature',
      'absent:\n  - { feature: shelf, reason: none }\n',
      ':2:16: absent[0].feature is "shelf": expected one of shelve, resize, image-boot, volume-boot, multiattach-type, encrypted-type, volume-size-limit; did you mean shelve?',
    ],
    [
      'an unknown reason code',
      'accept-not-tested: [missing-prsona]',
      `:1:21: accept-not-tested[0] is "missing-prsona": expected one of ${REASONS}; did you mean missing-persona?`,
    ],
    [
      'a map in place of a name',
      'network: { name: lab }',
      ':1:10: network is a map: expected none, auto, or the id of a network; correct it',
    ],
    ['a list', '- cloud', ':1:1 is a list: expected a map of settings; correct it'],
  ])('%s', (_, text, message) => {
    const file = write(text)
    const error = errorOf(() => load())
    expect(error.message).toBe(file + message)
    expect(error.file).toBe(file)
  })

  it('has its facts as fields', () => {
    const file = write('budget:\n  volumes: 1\n')
    expect(errorOf(() => load())).toMatchObject({
      name: 'SettingsError',
      file,
      at: { line: 2, column: 12 },
      key: 'budget.volumes',
      expected: 'a whole number of volumes from 2 to 512',
      advice: 'correct it',
    })
  })

  it('is the first in the file when there are several', () => {
    write('otu: runs\nvolume-size: 0\ncloud: 3\n')
    expect(errorOf(() => load()).key).toBe('otu')
  })

  it('has the place of the anchor when the value is an alias', () => {
    write('personas: &names { reader: lab }\nbudget: *names\n')
    expect(errorOf(() => load())).toMatchObject({
      key: 'budget.reader',
      at: { line: 1, column: 20 },
    })
  })

  it.each([
    ['cloud: [lab', '1:12 has a syntax error (bad indent)'],
    ['cloud: a\ncloud: b', '2:1 has a syntax error (duplicate key)'],
    ['cloud: *nowhere', '1:1 has a syntax error (bad alias)'],
  ])('names the place of the syntax error in %j', (text, message) => {
    const file = write(text)
    expect(errorOf(() => load()).message).toBe(
      `${file}:${message}: expected valid YAML; look there for a wrong indent, a tab, a key given twice, a missing quote or colon`,
    )
  })

  it.each([
    'password:hunter2',
    'cloud: "hunter2',
    'password: hunter2',
    'cloud: { password: hunter2 }',
  ])('does not repeat a value that may be a secret: %j', (text) => {
    write(text)
    expect(errorOf(() => load()).message).not.toContain('hunter2')
  })
})

describe('refuses', () => {
  it('a file that --config names and that does not exist', () => {
    expect(errorOf(() => load({}, 'lab.yaml')).message).toBe(
      `${join(cwd, 'lab.yaml')} does not exist: expected the file that --config names; correct the path, or leave --config out to use ./attest.yaml`,
    )
  })

  it('a folder instead of a file', () => {
    mkdirSync(join(cwd, 'attest.yaml'))
    expect(errorOf(() => load()).message).toBe(
      `${join(cwd, 'attest.yaml')} cannot be read (EISDIR): expected a YAML file of at most 1 MiB; check the path and its permissions`,
    )
  })

  it.each([
    [{ cloud: '' }, '--cloud is blank: expected the name of an entry of clouds.yaml; correct it'],
    [{ microversions: 'edgs' }, `--microversions is "edgs": ${SELECTION}; did you mean edges?`],
    [
      { microversions: '2.1,latest' },
      '--microversions is "latest": expected a microversion such as "2.60"; correct it',
    ],
    [
      { acceptNotTested: ['no-scenaro'] },
      `--accept-not-tested is "no-scenaro": expected one of ${REASONS}; did you mean no-scenario?`,
    ],
  ])('the option in %j in one line', (flags, message) => {
    const error = errorOf(() => load(flags))
    expect(error.message).toBe(message)
    expect(error.file).toBeUndefined()
  })
})
