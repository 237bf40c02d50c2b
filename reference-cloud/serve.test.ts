import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { serveReferenceCloud } from './serve.ts'

test('writes the accounts where only their owner can read them', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'reference-cloud-')), 'clouds.yaml')
  const cloud = await serveReferenceCloud({ cloudsFile: file, release: 'zed' })
  const written: unknown = JSON.parse(await readFile(file, 'utf8'))

  expect(written).toEqual(cloud.clouds())
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(cloud.release).toBe('zed')
  await cloud.close()
})

test('fails, and stops, when the file cannot be written', async () => {
  await expect(serveReferenceCloud({ cloudsFile: '/nowhere/at/all/clouds.yaml' })).rejects.toThrow(
    'ENOENT',
  )
})
