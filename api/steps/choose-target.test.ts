import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { placeOf } from '../../src/discover/place.ts'
import { loadSettings } from '../../src/settings/load-settings.ts'
import { chooseTarget, meansReferenceCloud, wasEmbedded } from './0-choose-target.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

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

it.each([
  [{ personas: { reader: 'lab-reader' } }, undefined, 'persona reader has no cloud beside it'],
  [{ cloud: 'lab', personas: {} }, 'zed', '--release is zed beside a cloud'],
])('refuses settings that belong to another cloud: %j', async (given, release, message) => {
  vi.stubEnv('OS_CLOUD', '')
  vi.stubEnv('OS_AUTH_URL', '')
  const settings = { ...loadSettings({ cwd: tmpdir(), flags: {} }), ...given }

  await expect(chooseTarget(settings, release)).rejects.toThrow(message)
})
