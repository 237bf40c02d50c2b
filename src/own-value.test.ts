import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showSpec } from '../cli/show-spec.ts'
import { findCloudFault } from '../reference-cloud/cloud-faults.ts'
import { findRelease } from '../reference-cloud/releases.ts'
import { parseProfile } from './attestation/profile.ts'
import { loadCloud } from './openstack/cloud-config/cloud-config.ts'
import { ownValue } from './own-value.ts'
import { loadSettings } from './settings/load-settings.ts'
import { requirementFilter, requirementsLike } from './settings/requirement-filter.ts'
import { parseShard } from './settings/shard-flag.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-own-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const KNOWN = [{ id: 'compute.attach:409:in-use', operation: 'compute.attach' }] as const

/** Whatever takes a name that somebody gave. */
const LOOKUPS: Readonly<Record<string, (name: string) => unknown>> = {
  '--profile': parseProfile,
  '--release': findRelease,
  '--fault': findCloudFault,
  '--shard': parseShard,
  '--requirement': (name) => requirementFilter({ requirement: [name] }, KNOWN),
  '--operation': (name) => requirementFilter({ operation: [name] }, KNOWN),
  '--persona': (name) => loadSettings({ cwd: folder, flags: { persona: [`${name}=x`] } }),
  '--microversions': (name) => loadSettings({ cwd: folder, flags: { microversions: name } }),
  '--accept-not-tested': (name) =>
    loadSettings({ cwd: folder, flags: { acceptNotTested: [name] } }),
  '--max-time': (name) => loadSettings({ cwd: folder, flags: { maxTime: name } }),
  'attest explain': (name) => requirementsLike(name, [KNOWN[0].id]),
  'attest spec show': (name) => showSpec(name, {}),
  '--cloud': (name) => loadCloud({ cloud: name, cwd: folder, home: folder, env: {} }),
  'a key of attest.yaml': (name) => {
    writeFileSync(join(folder, 'keys.yaml'), `${name}: 1\n`)
    return loadSettings({ file: 'keys.yaml', cwd: folder, flags: {} })
  },
  'a persona of attest.yaml': (name) => {
    writeFileSync(join(folder, 'personas.yaml'), `personas: { ${name}: x }\n`)
    return loadSettings({ file: 'personas.yaml', cwd: folder, flags: {} })
  },
  'a profile of clouds.yaml': (name) => {
    const file = join(folder, 'profile.yaml')
    writeFileSync(file, `clouds: { lab: { profile: ${name} } }\n`)
    const env = { OS_CLIENT_CONFIG_FILE: file }
    return loadCloud({ cloud: 'lab', cwd: folder, home: folder, env })
  },
  'an auth_type of clouds.yaml': (name) => {
    const file = join(folder, 'type.yaml')
    writeFileSync(file, `clouds: { lab: { auth_type: ${name}, auth: { auth_url: 'http://a' } } }\n`)
    const env = { OS_CLIENT_CONFIG_FILE: file }
    return loadCloud({ cloud: 'lab', cwd: folder, home: folder, env })
  },
}

describe.each(Object.entries(LOOKUPS))('%s', (_, look) => {
  it.each(Object.getOwnPropertyNames(Object.prototype))('knows no %s', (name) => {
    let thrown: unknown
    try {
      look(name)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(Error)
    // An error of JavaScript itself is a defect: these have a line of ours.
    expect(String(thrown)).toMatch(/^(Attestation|Settings|Configuration|Usage|Unknown)\w*Error: /)
  })
})

describe('what a table has under a name', () => {
  it('is its own', () => {
    expect(ownValue({ a: 1 }, 'a')).toBe(1)
    expect(ownValue({ a: 1 }, 'constructor')).toBeUndefined()
  })
})
