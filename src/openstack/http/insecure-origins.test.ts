import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insecureOrigins, insecurityOf } from './insecure-origins.ts'
import type { SeenOrigin } from './origin-log.ts'
import type { CertificateCheck } from './peer-certificate.ts'

function tls(origin: string, check: CertificateCheck): SeenOrigin {
  const publicKey = `sha256:${'0'.repeat(64)}`
  const notAfter = '2031-01-01T00:00:00.000Z'
  return { origin, certificate: { subject: 'CN=a', issuer: 'CN=b', publicKey, notAfter, check } }
}

describe('insecure origins', () => {
  it.each([
    'http://127.0.0.1:8774',
    'http://127.8.9.10',
    'http://localhost:5000',
    'http://keystone.localhost',
    'http://[::1]:8774',
    'http://[::ffff:127.0.0.1]:8774',
  ])('are not those of this machine: %s', (origin) => {
    expect(insecureOrigins([{ origin: new URL(origin).origin }])).toEqual([])
  })

  it.each([
    'http://10.0.0.1:5000',
    'http://128.0.0.1',
    'http://0.0.0.0:5000',
    'http://localhost.cloud.example',
    'http://127.0.0.1.cloud.example',
    'http://notlocalhost',
    'http://[2001:db8::1]:5000',
    'http://[::]:5000',
  ])('are those of plain HTTP beyond it: %s', (origin) => {
    expect(insecureOrigins([{ origin }])).toEqual([{ origin, problem: 'plain-http' }])
  })

  it('are those whose certificate was not checked, wherever they are, once each', () => {
    const origin = 'https://127.0.0.1:5000'
    expect(insecureOrigins([tls(origin, 'cacert'), tls(origin, 'none'), { origin }])).toEqual([
      { origin, problem: 'unchecked-certificate' },
    ])
  })

  it('are none where all certificates were checked', () => {
    const checked = fc.tuple(fc.webAuthority(), fc.constantFrom('system', 'cacert'))
    fc.assert(
      fc.property(fc.array(checked), (origins) => {
        const seen = origins.map(([host, check]) => tls(`https://${host}`, check))
        expect(insecurityOf(seen)).toBeUndefined()
      }),
    )
  })

  it('are named in one sentence', () => {
    const origins = [{ origin: 'http://10.0.0.1' }, tls('https://10.0.0.2', 'none')]
    expect(insecurityOf(origins)).toBe(
      'insecure transport (TLS certificate not checked: https://10.0.0.2; plain HTTP: http://10.0.0.1)',
    )
  })
})
