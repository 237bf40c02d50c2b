import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { z } from 'zod'
import { locate } from '../../endpoints/catalog.ts'
import { MissingEndpointError } from '../../endpoints/missing-endpoint-error.ts'
import { identityUrl } from '../../identity/identity.ts'
import { tokenRequest } from '../../identity/token-request.ts'
import { load, useConfigurationFolder, write } from '../../testing/configuration-folder.ts'
import { ConfigurationError } from '../configuration-error.ts'
import { entriesToRead } from './entry-features.ts'

// What openstacksdk reads of many entries, recorded, and what Attest reads of them. To record anew, with
// a Python that has openstacksdk and osc-lib (that of the lab has): npm run record:clouds

const FILE = join(import.meta.dirname, 'entry-readings.json')
const entries = entriesToRead()
const input = JSON.stringify(Object.fromEntries(entries))

const { ATTEST_PYTHON: python } = process.env
if (python) record(python)

const REFUSED = 'refused'
const owner = z.looseObject({ name: z.string().optional(), domain: z.unknown().optional() })
const reading = z.union([
  z.object({ refused: z.string() }).transform(() => REFUSED),
  z.object({
    asked: z.object({
      url: z.string(),
      auth: z.looseObject({
        identity: z.looseObject({ password: z.looseObject({ user: owner }).optional() }),
        scope: z.looseObject({ project: owner }).optional(),
      }),
    }),
    endpoints: z.record(z.string(), z.string().nullable()),
    region: z.string().nullable(),
    verify: z.union([z.boolean(), z.string()]),
    timeout: z.number().nullable(),
  }),
])
const recording = z.object({
  /** SHA-256 of the entries that were read. */
  entries: z.string(),
  versions: z.record(z.string(), z.string()),
  catalog: z.array(
    z.object({
      type: z.string(),
      endpoints: z.array(
        z.object({ interface: z.string(), url: z.string(), region_id: z.string() }),
      ),
    }),
  ),
  readings: z.record(z.string(), z.object({ sdk: reading, command: reading.optional() })),
})
const {
  catalog,
  readings,
  entries: digest,
} = recording.parse(JSON.parse(readFileSync(FILE, 'utf8')))

useConfigurationFolder()

/** Entries of which Attest makes something else than openstacksdk, and why. */
const OWN_WAY: Readonly<Record<string, string>> = {
  'project_id + empty project_id': 'without a project there is nothing to test in: refused',
  'user_id + empty user_id': 'without a user the password is of no use: refused',
  'v3applicationcredential + v3token': 'what belongs to another method is ignored',
  'v3applicationcredential by name + v3token': 'what belongs to another method is ignored',
  'v3applicationcredential by name + no domain': 'the default domain is for all methods',
  'v3applicationcredential by name + no domain of the user':
    'the default domain is for all methods',
  'v3token + no domain': 'the default domain is for all methods',
  'v3token + no domain of the project': 'the default domain is for all methods',
}

test('The recording is of the entries that are compared (else: npm run record:clouds)', () => {
  expect(createHash('sha256').update(input).digest('hex')).toBe(digest)
})

describe('an entry of clouds.yaml is read as openstacksdk reads it:', () => {
  test.each([...entries.keys()])('%s', (name) => {
    const recorded = readings[name]
    if (recorded === undefined) throw new Error('npm run record:clouds: it is not recorded')
    write('work/clouds.yaml', stringify({ clouds: { it: entries.get(name) } }))

    const { sdk, command = sdk } = recorded
    const expected = lacksDomain(sdk) ? command : sdk
    if (OWN_WAY[name] === undefined) expect(own()).toEqual(expected)
    else expect(own() === REFUSED).not.toBe(expected === REFUSED)
  })
})

/** What Attest reads of the entry, in the form of the recording. */
function own() {
  try {
    const config = load('it')
    const endpoint = (id: string, catalogTypes: string[]) => {
      try {
        const scope = { catalog, projectId: 'p', userId: 'u' }
        return locate({ id, catalogTypes, settingPrefixes: [] }, config, scope).url
      } catch (error) {
        if (error instanceof MissingEndpointError) return null
        throw error
      }
    }
    return {
      asked: {
        // The library puts the host into lower case.
        url: new URL(`${identityUrl(config)}/auth/tokens`).href,
        ...tokenRequest(config.credential),
      },
      endpoints: {
        compute: endpoint('compute', ['compute']),
        'block-storage': endpoint('block-storage', ['volumev3']),
      },
      region: config.regionName ?? null,
      verify: config.tls.verify,
      timeout: config.apiTimeoutMs === undefined ? null : config.apiTimeoutMs / 1000,
    }
  } catch (error) {
    if (error instanceof ConfigurationError) return REFUSED
    throw error
  }
}

/** openstacksdk alone sends names without their domain where none is given, which Identity refuses. */
function lacksDomain(sdk: z.output<typeof reading>): boolean {
  if (typeof sdk === 'string') return false
  const { identity, scope } = sdk.asked.auth
  return [identity.password?.user, scope?.project].some(
    (one) => one?.name !== undefined && one.domain === undefined,
  )
}

function record(interpreter: string): void {
  const script = join(import.meta.dirname, 'read-entries.py')
  const { stdout, stderr, status } = spawnSync(interpreter, [script], { input, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${interpreter} failed: ${stderr}`)
  writeFileSync(FILE, stdout)
}
