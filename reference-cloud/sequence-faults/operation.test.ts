import { describe, expect, test } from 'vitest'
import type { Incoming } from '../http/exchange.ts'
import { readQuery } from '../http/query.ts'
import { recognise } from './operation.ts'

const incoming = (method: string, path: string, body: unknown = undefined): Incoming => ({
  ...{ method, path, query: readQuery('volume_id=v9'), requestId: 'req-1' },
  headers: { 'openstack-api-version': 'compute 2.89' },
  body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
})

describe('a request is recognised', () => {
  test.each([
    ['POST', '/v2.1/servers/s1/os-volume_attachments', 'compute.attach'],
    ['DELETE', '/v2.1/abc123/servers/s1/os-volume_attachments/v1', 'compute.detach'],
    ['PUT', '/v2.1/servers/s1/os-volume_attachments/v1', 'compute.update'],
    ['GET', '/v3/abc123/attachments', 'block-storage.list'],
    ['GET', '/v3/attachments/detail', 'block-storage.list'],
    ['DELETE', '/v3/attachments/a1', 'block-storage.delete'],
    ['GET', '/v3/volumes/v1', 'volume.show'],
    ['GET', '/v3/snapshots/v1', undefined],
    ['GET', '/v2.1/servers/s1/os-interface', undefined],
  ])('%s %s: %s', (method, path, operation) => {
    expect(recognise(incoming(method, path))?.operation).toBe(operation)
  })

  test.each([
    [{ 'os-stop': null }, 'server.stop'],
    [{ 'os-start': null }, 'server.start'],
    [{ reboot: { type: 'SOFT' } }, undefined],
  ])('by the action in its body: %j', (body, operation) => {
    expect(recognise(incoming('POST', '/v2.1/servers/s1/action', body))?.operation).toBe(operation)
  })

  test.each([
    ['v1', 'compute.update'],
    ['v2', 'compute.swap'],
  ])('by the volume in its body: %s', (volumeId, operation) => {
    const body = { volumeAttachment: { volumeId } }
    const path = '/v2.1/servers/s1/os-volume_attachments/v1'
    expect(recognise(incoming('PUT', path, body))).toMatchObject({ operation, volumeId: 'v1' })
  })

  test('with what it is about', () => {
    const body = { volumeAttachment: { volumeId: 'v2', delete_on_termination: true } }
    const attach = recognise(incoming('POST', '/v2.1/servers/s1/os-volume_attachments', body))
    expect(attach).toMatchObject({ serverId: 's1', volumeId: 'v2', minor: 89 })
    const list = recognise(incoming('GET', '/v3/attachments'))
    expect(list?.volumeId).toBe('v9')
  })
})
