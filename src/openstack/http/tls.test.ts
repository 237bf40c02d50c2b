import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createServer as createPlainServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadCloud } from '../cloud-config/cloud-config.ts'
import { Session } from '../session.ts'
import { type ServerIdentity, TinyAuthority } from '../testing/tiny-authority.ts'
import { HttpClient } from './http-client.ts'
import { OriginLog } from './origin-log.ts'

describe.skipIf(!TinyAuthority.isPossible())('a cloud behind TLS', () => {
  let folder: string
  let authority: TinyAuthority
  const servers: Server[] = []
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'attest-tls-'))
    authority = new TinyAuthority(folder)
  })
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
    rmSync(folder, { recursive: true, force: true })
  })

  async function serve(identity: ServerIdentity): Promise<string> {
    const server = createServer({ ...identity }, (_request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' })
      response.end('{"error": {"message": "reached"}}')
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  function open(
    url: string,
    settings: Readonly<Record<string, unknown>> = {},
    origins = new OriginLog(),
  ) {
    const env = {
      OS_AUTH_URL: url,
      OS_USERNAME: 'ada',
      OS_PASSWORD: 'hush',
      OS_PROJECT_NAME: 'atlas',
      OS_DEFAULT_DOMAIN: 'default',
    }
    const config = loadCloud({
      ...{ cloud: 'envvars', cwd: folder, home: folder, overrides: settings },
      env,
    })
    return Session.open(config, { persona: 'member', origins })
  }

  it('is reached with cacert, with verify as a path, and with insecure', async () => {
    const url = await serve(authority.sign('IP:127.0.0.1'))
    await expect(open(url, { cacert: 'ca.pem' })).rejects.toThrow(/reached/)
    await expect(open(url, { verify: 'ca.pem' })).rejects.toThrow(/reached/)
    await expect(open(url, { insecure: true })).rejects.toThrow(/reached/)
    await expect(open(url, { verify: false, cacert: 'nowhere.pem' })).rejects.toThrow(/reached/)
  })

  it('is not trusted without its authority, and the setting to change is named', async () => {
    const url = await serve(authority.sign('IP:127.0.0.1'))
    await expect(open(url)).rejects.toMatchObject({
      name: 'UnreachableError',
      problem: 'unknown-authority',
      key: 'OS_CACERT',
      message: expect.stringMatching(/authority that is not known.*OS_CACERT: set it/),
    })
  })

  it('is not trusted with the certificate of another host', async () => {
    const url = await serve(authority.sign('DNS:other.example'))
    await expect(open(url, { cacert: 'ca.pem' })).rejects.toMatchObject({
      problem: 'wrong-certificate-host',
    })
  })

  it('is not trusted with a certificate that has expired', async () => {
    const url = await serve(authority.sign('IP:127.0.0.1', -1))
    await expect(open(url, { cacert: 'ca.pem' })).rejects.toMatchObject({
      problem: 'expired-certificate',
      message: expect.stringMatching(/has expired/),
    })
  })

  it.each([
    [{ cacert: 'ca.pem' }, 'cacert'],
    [{ verify: 'ca.pem' }, 'cacert'],
    [{ verify: false }, 'none'],
    [{ insecure: true, cacert: 'ca.pem' }, 'none'],
  ])('is on record with its certificate and how it was checked: %j', async (settings, check) => {
    const identity = authority.sign('IP:127.0.0.1')
    const url = await serve(identity)
    const origins = new OriginLog()
    await expect(open(url, settings, origins)).rejects.toThrow(/reached/)
    const shown = new X509Certificate(identity.cert)
    const spki = shown.publicKey.export({ type: 'spki', format: 'der' })
    expect(origins.all).toEqual([
      {
        origin: url,
        certificate: {
          subject: 'CN=hostIP-127-0-0-12',
          issuer: 'CN=Tiny CA',
          publicKey: `sha256:${createHash('sha256').update(spki).digest('hex')}`,
          notAfter: new Date(shown.validTo).toISOString(),
          check,
        },
      },
    ])
  })

  it('is on record again when it shows another certificate, and only then', async () => {
    const url = await serve(authority.sign('IP:127.0.0.1'))
    const origins = new OriginLog()
    const client = new HttpClient({ verify: false }, {}, origins)
    const ask = () => client.send({ method: 'GET', url: `${url}/`, headers: {} })
    const anew = () => servers.at(-1)?.closeAllConnections()
    for (const _ of [1, 2]) {
      await ask()
      anew()
    }
    expect(origins.takeNew()).toHaveLength(1)
    servers.at(-1)?.setSecureContext({ ...authority.sign('IP:127.0.0.1', 1) })
    await vi.waitFor(ask)
    expect(origins.takeNew()).toMatchObject([{ origin: url, certificate: { check: 'none' } }])
    expect(new Set(origins.all.map(({ certificate }) => certificate?.publicKey)).size).toBe(2)
    await client.close()
  })

  it('is not on record where its certificate was refused', async () => {
    const origins = new OriginLog()
    const url = await serve(authority.sign('IP:127.0.0.1'))
    await expect(open(url, {}, origins)).rejects.toMatchObject({ problem: 'unknown-authority' })
    expect(origins.all).toEqual([])
  })

  it('is told from one that speaks no TLS', async () => {
    const url = await serve(authority.sign('IP:127.0.0.1'))
    const plain = createPlainServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    const port = (plain.address() as AddressInfo).port
    await expect(open(`https://127.0.0.1:${port}`)).rejects.toMatchObject({ problem: 'tls' })
    await expect(open(url.replace('https', 'http'))).rejects.toMatchObject({
      name: 'UnreachableError',
    })
    plain.close()
  })

  it('is given up in time when nobody answers the handshake', async () => {
    const silent = createPlainServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const port = (silent.address() as AddressInfo).port
    const client = new HttpClient({ verify: true }, { connectMs: 200 })
    const started = performance.now()
    await expect(
      client.send({ method: 'GET', url: `https://127.0.0.1:${port}/`, headers: {} }),
    ).rejects.toMatchObject({ problem: 'connect-timeout' })
    expect(performance.now() - started).toBeLessThan(2_500)
    await client.close()
    silent.close()
  })
})
