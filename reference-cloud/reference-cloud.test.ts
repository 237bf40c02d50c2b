import { afterAll, beforeAll, expect, test } from 'vitest'
import { createReferenceCloud, type ReferenceCloud } from './reference-cloud.ts'

let cloud: ReferenceCloud
beforeAll(async () => {
  cloud = await createReferenceCloud({ latencyMs: 1 })
})
afterAll(() => cloud.close())

test('smoke', async () => {
  const { auth } = cloud.clouds().clouds.reference!
  const r = await fetch(`${cloud.authUrl}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      auth: {
        identity: {
          methods: ['password'],
          password: {
            user: { name: auth.username, domain: { id: 'default' }, password: auth.password },
          },
        },
        scope: { project: { name: auth.project_name, domain: { name: 'Default' } } },
      },
    }),
  })
  const token = r.headers.get('x-subject-token') ?? ''
  const c = async (m: string, p: string, body?: unknown, v = 'compute 2.89, volume 3.60') => {
    const x = await fetch(cloud.url + p, {
      method: m,
      headers: {
        'x-auth-token': token,
        'openstack-api-version': v,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const t = await x.text()
    console.log(m, p, x.status, JSON.stringify(Object.fromEntries(x.headers)), t.slice(0, 600))
    return t && JSON.parse(t)
  }
  const s = (
    await c('POST', '/compute/v2.1/servers', {
      server: {
        name: 's',
        imageRef: '6f2d3a0c-51b9-4f0e-8a4d-0c7de1f3b1aa',
        flavorRef: '1',
        networks: 'none',
      },
    })
  ).server.id
  const v = (await c('POST', '/volume/v3/volumes', { volume: { size: 1 } })).volume.id
  await new Promise((r) => setTimeout(r, 50))
  await c('GET', `/compute/v2.1/servers/${s}`)
  await c('POST', `/compute/v2.1/servers/${s}/os-volume_attachments`, {
    volumeAttachment: { volumeId: v },
  })
  await new Promise((r) => setTimeout(r, 50))
  const a = (await c('GET', `/compute/v2.1/servers/${s}/os-volume_attachments`))
    .volumeAttachments[0].attachment_id
  await c('GET', `/volume/v3/attachments/${a}`)
  await c('GET', `/volume/v3/volumes/${v}`)
  await c('DELETE', `/volume/v3/attachments/${a}`)
  await c('DELETE', `/compute/v2.1/servers/${s}/os-volume_attachments/${v}`)
  await new Promise((r) => setTimeout(r, 50))
  await c('GET', `/volume/v3/attachments`)
  await c('DELETE', `/compute/v2.1/servers/${s}`)
  await c('DELETE', `/volume/v3/volumes/${v}`)
  expect(1).toBe(1)
})
