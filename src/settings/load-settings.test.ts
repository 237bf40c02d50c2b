import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadSettings, type SettingsSources } from './load-settings.ts'

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

function write(text: string, name = 'attest.yaml'): string {
  const path = join(cwd, name)
  writeFileSync(path, text)
  return path
}

const DEFAULTS = {
  personas: {},
  documents: [],
  wishes: { values: { 'volume-size': 1 }, absent: [] },
  budget: { server: 3, volume: 10, image: 8 },
  deadlines: { bootMs: 600_000, transitionMs: 180_000, cleanUpMs: 600_000 },
  limits: { resources: {} },
  selection: { kind: 'changes' },
  acceptNotTested: [],
  waivers: [],
  strict: false,
  out: 'reports/runs',
}

describe('the sources', () => {
  it('gives the defaults where nothing is set', () => {
    expect(load()).toEqual(DEFAULTS)
  })

  it.each(['', '# nothing yet\n', '---\n'])('reads %j as a file that sets nothing', (text) => {
    const file = write(text)
    expect(load()).toEqual({ ...DEFAULTS, file })
  })

  it('reads every key of the file', () => {
    const file = write(`
cloud: lab
personas: { reader: lab-reader, admin: root }
document: [boats]
image: cirros
flavor: "1"
network: none
volume-type: fast
multiattach-type: shared
volume-size: 2
absent:
  - feature: shelve
    reason: The hypervisor cannot shelve
budget: { servers: 2 }
deadlines: { clean-up: 120, boot: 90, transition: 30, answer: 5 }
max-servers: 6
max-volumes: 20
max-requests-per-second: 2.5
max-time: 30m
microversions: ["2.60", "2.70", "2.60"]
accept-not-tested: [missing-persona]
strict: true
out: runs
`)
    expect(load()).toEqual({
      file,
      cloud: 'lab',
      personas: { reader: 'lab-reader', admin: 'root' },
      documents: [
        { name: 'boats', place: { key: 'document[0]', file, at: { line: 4, column: 12 } } },
      ],
      wishes: {
        values: {
          image: 'cirros',
          flavor: '1',
          network: 'none',
          'volume-type': 'fast',
          'multiattach-type': 'shared',
          'volume-size': 2,
        },
        absent: [{ feature: 'shelve', reason: 'The hypervisor cannot shelve' }],
      },
      budget: { server: 2, volume: 10, image: 8 },
      deadlines: { bootMs: 90_000, transitionMs: 30_000, answerMs: 5_000, cleanUpMs: 120_000 },
      limits: { resources: { server: 6, volume: 20 }, requestsPerSecond: 2.5, timeMs: 1_800_000 },
      selection: { kind: 'listed', versions: ['2.60', '2.70'] },
      acceptNotTested: ['missing-persona'],
      waivers: [],
      strict: true,
      out: 'runs',
    })
  })

  it('prefers options to the file, and the file to the defaults', () => {
    write('cloud: lab\nimage: cirros\nmicroversions: all\nout: runs\nvolume-type: fast\n')
    expect(
      load({
        cloud: 'other',
        microversions: 'edges',
        ofTarget: { 'volume-type': 'slow' },
        out: undefined,
      }),
    ).toMatchObject({
      cloud: 'other',
      wishes: { values: { image: 'cirros', 'volume-type': 'slow', 'volume-size': 1 } },
      selection: { kind: 'edges' },
      out: 'runs',
    })
  })

  it('merges personas one by one', () => {
    write('personas: { reader: lab-reader, admin: root }')
    expect(load({ persona: ['reader=mine', 'guest=visitor'] }).personas).toEqual({
      reader: 'mine',
      guest: 'visitor',
      admin: 'root',
    })
  })

  it('combines accepted reasons', () => {
    write('accept-not-tested: [missing-persona]')
    const flags = { acceptNotTested: ['missing-feature', 'missing-persona'] }
    expect(load(flags).acceptNotTested).toEqual(['missing-persona', 'missing-feature'])
  })

  it('reads the file that --config names instead of attest.yaml', () => {
    write('cloud: wrong')
    const file = write('cloud: right', 'lab.yaml')
    expect(load({}, 'lab.yaml')).toMatchObject({ file, cloud: 'right' })
    expect(load({}, file)).toMatchObject({ file, cloud: 'right' })
  })

  it.each([
    ['all', { kind: 'all' }],
    [' changes ', { kind: 'changes' }],
    ['2.70', { kind: 'listed', versions: ['2.70'] }],
    ['2.1, 2.60,3.44', { kind: 'listed', versions: ['2.1', '2.60', '3.44'] }],
  ])('reads --microversions %j', (microversions, selection) => {
    expect(load({ microversions }).selection).toEqual(selection)
  })
})
