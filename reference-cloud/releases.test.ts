import { describe, expect, test } from 'vitest'
import { findRelease, RELEASE_NAMES, UnknownReleaseError } from './releases.ts'
import { at } from './testing/client.ts'
import { CONNECTOR, NOWHERE, Scene } from './testing/scene.ts'

test('an unknown release is refused by name', () => {
  expect(() => findRelease('yoga')).toThrow(UnknownReleaseError)
  expect(findRelease('newest').name).toBe(RELEASE_NAMES.at(-1))
})

describe.each([
  ['zed', '2.93', '3.70', 500, 200, 403],
  ['2024.1', '2.96', '3.71', 409, 200, 403],
  ['2025.2', '2.100', '3.71', 409, 200, 403],
  ['2026.1', '2.103', '3.71', 409, 404, 404],
  ['2026.2', '2.104', '3.71', 409, 404, 404],
])('%s', (release, compute, storage, inError, foreign, foreignDelete) => {
  test(`serves up to ${compute} and ${storage}, with its own answers`, async () => {
    const scene = await Scene.open({ release })
    const versions = await scene.nobody.send('GET', '/compute/', {})
    const volumes = await scene.nobody.send('GET', '/volume/', {})
    expect(at(versions.body, 'versions', 1, 'version')).toBe(compute)
    expect(at(volumes.body, 'versions', 0, 'version')).toBe(storage)

    const volume = await scene.volume()
    const body = { attachment: { volume_uuid: volume, instance_uuid: NOWHERE } }
    const made = await scene.member.volume('POST', '/attachments', { version: '3.27', body })
    const path = `/attachments/${at(made.body, 'attachment', 'id')}`
    expect((await scene.stranger.volume('GET', path, { version: '3.27' })).status).toBe(foreign)
    expect((await scene.stranger.volume('DELETE', path, { version: '3.27' })).status).toBe(
      foreignDelete,
    )
    await scene.forceVolume(volume, { status: 'error' })
    const connect = { version: '3.27', body: { attachment: { connector: CONNECTOR } } }
    expect((await scene.member.volume('PUT', path, connect)).status).toBe(inError)
    await scene.close()
  })
})

test('without role defaults a reader may change attachments', async () => {
  const scene = await Scene.open({ roleDefaults: false })
  const body = { attachment: { volume_uuid: await scene.volume() } }
  expect(
    (await scene.reader.volume('POST', '/attachments', { version: '3.27', body })).status,
  ).toBe(200)
  await scene.close()
})
