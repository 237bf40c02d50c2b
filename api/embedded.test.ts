import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { placeOf } from '../src/discover/place.ts'
import { meansReferenceCloud, wasEmbedded } from './embedded.ts'

it.each([
  [{}, {}, true],
  [{ cloud: 'lab' }, {}, false],
  [{}, { OS_CLOUD: 'lab' }, false],
  [{}, { OS_AUTH_URL: 'https://cloud.example' }, false],
  [{}, { OS_CLOUD: '', OS_USERNAME: 'ada' }, true],
])('settings %j and variables %j choose the reference cloud: %s', (settings, env, meant) => {
  expect(meansReferenceCloud(settings, env)).toBe(meant)
})

it('tells a reference cloud of an ended process from one that is configured', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-embedded-'))
  const file = join(folder, 'clouds.yaml')
  const authUrl = 'http://127.0.0.1:8774/identity'
  const auth = { auth_url: authUrl, username: 'ada', password: 'hush', project_name: 'atlas' }
  const domains = { user_domain_name: 'Default', project_domain_name: 'Default' }
  const clouds = { reference: { auth: { ...auth, ...domains } } }
  writeFileSync(file, JSON.stringify({ clouds }))

  const was = (name: string, url: string) => wasEmbedded({ name, authUrl: url }, {}, placeOf(file))
  expect(was('reference', authUrl)).toBe(false)
  expect(was('reference', 'http://127.0.0.1:41234/identity')).toBe(true)
  expect(was('lab', authUrl)).toBe(false)
  rmSync(folder, { recursive: true })
  expect(was('reference', authUrl)).toBe(true)
})
