import { tmpdir } from 'node:os'
import { afterEach, expect, it, vi } from 'vitest'
import { loadSettings } from '../../src/settings/load-settings.ts'
import { chooseTarget } from './0-choose-target.ts'

afterEach(() => {
  vi.unstubAllEnvs()
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
