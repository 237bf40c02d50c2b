import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type FaultyProxy, startFaultyProxy } from '../../fixtures/testbed/faulty-proxy.ts'
import { createReferenceCloud, type ReferenceCloud } from '../../reference-cloud/reference-cloud.ts'
import { type ServerIdentity, TinyAuthority } from '../../src/openstack/testing/tiny-authority.ts'
import { ALL_PERSONAS, resultsIn, startProgram } from '../robust/program.ts'

const HERE = 'IP:127.0.0.1'
const PROFILE = 'block-storage-3.70..3.70'
const ONE_CASE = ['--requirement', 'compute.show:200:attached-volume', '--microversions', '2.60']

describe.skipIf(!TinyAuthority.isPossible())('the connection to a cloud', () => {
  let folder: string
  let authority: TinyAuthority
  let cloud: ReferenceCloud
  const proxies: FaultyProxy[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'attest-way-'))
    authority = new TinyAuthority(folder)
    cloud = await createReferenceCloud({ latencyMs: 5 })
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(join(folder, 'key.pub'), publicKey.export({ type: 'spki', format: 'pem' }))
  })
  afterEach(async () => {
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()))
  })
  afterAll(async () => {
    await cloud.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function front(tls?: ServerIdentity): Promise<FaultyProxy> {
    const proxy = await startFaultyProxy(cloud.url, tls && { tls })
    proxies.push(proxy)
    return proxy
  }

  /** Starts the program with the URL of the cloud and further settings in its entries. */
  function attest(args: readonly string[], url: string, more: Readonly<Record<string, unknown>>) {
    const { clouds } = cloud.clouds()
    const entries = Object.entries(clouds).map(([name, entry]) => [name, { ...entry, ...more }])
    const text = JSON.stringify({ clouds: Object.fromEntries(entries) })
    const file = join(folder, 'clouds.yaml')
    writeFileSync(file, text.replaceAll(cloud.url, url), { mode: 0o600 })
    return startProgram(args, folder, { OS_CLIENT_CONFIG_FILE: file }).ended
  }

  const certify = ['certify', '--profile', PROFILE, '--key', 'key.pem']
  const verify = ['verify', join('run', 'certificate.attest.zip'), '--trust', 'key.pub']

  test('is on a certificate with the TLS certificate of the cloud, which can be compared with an expected one', async () => {
    const identity = authority.sign(HERE)
    const { url } = await front(identity)
    const more = { cacert: authority.certificate }
    const given = await attest(
      [...certify, ...ALL_PERSONAS, '--out', 'run', '--valid-for', '180d'],
      url,
      more,
    )
    expect(given.code, given.stdout + given.stderr).toBe(0)
    expect(given.stderr).not.toContain('warning')

    const key = digestOf(identity)
    const page = readFileSync(join(folder, 'run', 'certificate.html'), 'utf8')
    expect(page).not.toContain('insecure')
    for (const text of [url, 'CN=hostIP-127-0-0-12', 'CN=Tiny CA', key, '(cacert)']) {
      expect(page).toContain(text)
    }
    const held = ['--expect-target', `${url.toUpperCase()}/identity`, '--expect-key', key]
    const verified = await attest([...verify, ...held, '--json'], url, more)
    expect(verified.code, verified.stdout).toBe(0)
    expect(JSON.parse(verified.stdout).certificate).toMatchObject({
      target: { authUrl: `${url}/identity/v3` },
      transport: {
        origins: [{ origin: url, certificate: { publicKey: key, check: 'cacert' } }],
        insecure: [],
      },
    })
    const other = digestOf(authority.sign(HERE, 3))
    const refused = await attest([...verify, '--expect-key', other], url, more)
    expect(refused.stdout).toBe(
      `NOT VERIFIED  ${url} has shown the key ${key}, which was not expected\n`,
    )
    expect(refused.code).toBe(1)
  })

  test('causes a warning when certificates are not checked, and is certified only with permission', async () => {
    const { url } = await front(authority.sign(HERE))
    const more = { verify: false }
    const insecurity = `insecure transport (TLS certificate not checked: ${url})`
    const out = ['--out', 'run']
    rmSync(join(folder, 'run'), { recursive: true, force: true })

    const doctor = await attest(['doctor', '--cloud', 'reference'], url, more)
    expect(doctor.stdout).toContain(insecurity)
    const json = await attest(['doctor', '--cloud', 'reference', '--json'], url, more)
    expect(JSON.parse(json.stdout).transport).toMatchObject({
      origins: [{ origin: url, certificate: { check: 'none' } }],
      insecure: [{ origin: url, problem: 'unchecked-certificate' }],
    })

    const before = proxies[0]?.passed.length
    const unbegun = await attest([...certify, ...ALL_PERSONAS, ...out], url, more)
    expect(unbegun.code).toBe(2)
    expect(unbegun.stderr).toMatch(
      /^attest: no certificate for insecure transport.*--allow-insec.*\n$/,
    )
    expect(proxies[0]?.passed.slice(before).filter((one) => /^POST .*volumes$/.test(one))).toEqual(
      [],
    )

    const run = await attest(['run', '--profile', PROFILE, ...ALL_PERSONAS, ...out], url, more)
    expect(run.code, run.stdout + run.stderr).toBe(0)
    expect(run.stderr.split('\n').filter((line) => line.includes('warning'))).toEqual([
      `attest: warning: ${insecurity}: others may read and change requests and answers; every report says so`,
    ])
    expect(run.stdout).toContain(insecurity)
    expect(resultsIn(join(folder, 'run')).transport.insecure).toEqual([
      { origin: url, problem: 'unchecked-certificate' },
    ])

    const refused = await attest([...certify, '--run', 'run'], url, more)
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain(`no certificate for ${insecurity}`)
    const allowed = await attest(
      [...certify, '--run', 'run', '--allow-insecure-transport'],
      url,
      more,
    )
    expect(allowed.code, allowed.stderr).toBe(0)
    expect(readFileSync(join(folder, 'run', 'certificate.html'), 'utf8')).toContain(
      `Given with <code>--allow-insecure-transport</code>: ${insecurity}`,
    )
    const verified = await attest(verify, url, more)
    expect(verified.code, verified.stdout).toBe(0)
    expect(verified.stdout).toContain(`${insecurity}, with --allow-insecure-transport`)
  })

  // On Linux this address belongs to the machine, but is not one of the names of the loopback.
  test.skipIf(process.platform !== 'linux')('causes a warning when it is plain HTTP', async () => {
    const proxy = await front()
    const url = proxy.url.replace('127.0.0.1', '0.0.0.0')
    const args = ['run', ...ONE_CASE, '--cloud', 'reference', '--out', 'plain']
    const { code, stderr } = await attest(args, url, {})
    expect(code, stderr).toBe(0)
    expect(stderr).toContain(`warning: insecure transport (plain HTTP: ${url})`)
    expect(resultsIn(join(folder, 'plain')).transport).toEqual({
      origins: [
        { origin: url, certificate: null },
        { origin: proxy.url, certificate: null },
      ],
      insecure: [{ origin: url, problem: 'plain-http' }],
    })
    const silent = await attest([...args.slice(0, -1), 'loopback'], proxy.url, {})
    expect(silent.code, silent.stderr).toBe(0)
    expect(silent.stderr).not.toContain('warning')
  })

  test('is recorded also when it changes during a run', async () => {
    const [first, second] = [authority.sign(HERE), authority.sign(HERE, 3)]
    const proxy = await front(first)
    proxy.fault = async ({ method, path }, forward) => {
      // The change happens during a repeated look at a booting server, when nothing else is under
      // way.
      if (method === 'GET' && /\/servers\/[^/]+$/.test(path)) {
        proxy.fault = undefined
        proxy.identify(second)
      }
      return forward()
    }
    const args = ['run', ...ONE_CASE, '--cloud', 'reference', '--out', 'changing']
    const { code, stderr } = await attest(args, proxy.url, { cacert: authority.certificate })
    expect(code, stderr).toBe(0)
    const { origins } = resultsIn(join(folder, 'changing')).transport
    expect(origins).toMatchObject([
      { origin: proxy.url, certificate: { publicKey: digestOf(first) } },
      { origin: proxy.url, certificate: { publicKey: digestOf(second) } },
    ])
  })
})

/** `sha256:<hex>` of the public key of a server. */
function digestOf({ cert }: ServerIdentity): string {
  const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' })
  return `sha256:${createHash('sha256').update(spki).digest('hex')}`
}
