import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type FaultyProxy, startFaultyProxy } from '../fixtures/testbed/faulty-proxy.ts'
import { createReferenceCloud, type ReferenceCloud } from '../reference-cloud/reference-cloud.ts'
import { TinyAuthority } from '../src/openstack/testing/tiny-authority.ts'
import { startProgram } from './robust/program.ts'

const HERE = 'IP:127.0.0.1'
const SCOPE = ['--requirement', 'compute.show:200:attached-volume', '--microversions', '2.60']

describe.skipIf(!TinyAuthority.isPossible())('a cloud behind TLS', () => {
  let folder: string
  let authority: TinyAuthority
  let cloud: ReferenceCloud
  const proxies: FaultyProxy[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'attest-tls-'))
    authority = new TinyAuthority(folder)
    cloud = await createReferenceCloud({ latencyMs: 5 })
  })
  afterEach(async () => {
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()))
  })
  afterAll(async () => {
    await cloud.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function front(...identity: Parameters<TinyAuthority['sign']>): Promise<FaultyProxy> {
    const proxy = await startFaultyProxy(cloud.url, { tls: authority.sign(...identity) })
    proxies.push(proxy)
    return proxy
  }

  /** Starts the program on the cloud behind a proxy. */
  function attest(args: readonly string[], proxy: FaultyProxy, cacert: string | undefined) {
    const { clouds } = cloud.clouds()
    const trusting = Object.entries(clouds).map(([name, entry]) => [
      name,
      { ...entry, ...(cacert !== undefined && { cacert }) },
    ])
    const text = JSON.stringify({ clouds: Object.fromEntries(trusting) })
    const file = join(folder, 'clouds.yaml')
    writeFileSync(file, text.replaceAll(cloud.url, proxy.url), { mode: 0o600 })
    const env = { OS_CLIENT_CONFIG_FILE: file }
    return startProgram([...args, '--cloud', 'reference'], folder, env)
  }

  const settings = 'clouds\\.reference'
  const problems: [string, Parameters<TinyAuthority['sign']>, boolean, string, string][] = [
    ['an unknown authority', [HERE], false, 'authority that is not known here', 'cacert: set it'],
    [
      'another host name',
      ['DNS:other.example'],
      true,
      'for another host name',
      'use the host name',
    ],
    ['an expired certificate', [HERE, -1], true, 'has expired', "cacert: renew the cloud's"],
  ]

  test.each(problems)(
    'Identity with %s: is reported in one line',
    async (_, identity, trusts, ...says) => {
      const proxy = await front(...identity)
      const { code, stderr } = await attest(
        ['run', ...SCOPE],
        proxy,
        trusts ? authority.certificate : undefined,
      ).ended

      expect(stderr).toMatch(new RegExp(`identity/v3/auth/tokens cannot .*${says.join('.*')}`))
      expect(stderr).toMatch(new RegExp(`${settings}\\.(cacert|auth\\.auth_url): `))
      expect(stderr.trim().split('\n')).toHaveLength(1)
      expect(code).toBe(2)
    },
  )

  test.each(
    problems.flatMap(([what, ...rest]) =>
      (['compute', 'image'] as const).map((service) => [service, what, ...rest] as const),
    ),
  )('%s with %s: is reported in one line', async (service, _, identity, trusts, ...says) => {
    const unlike = trusts ? await front(...identity) : await stranger(HERE)
    const good = await front(HERE)
    good.fault = async ({ path }, forward) => {
      const reply = await forward()
      const [from, to] = [`${cloud.url}/${service}`, `${unlike.url}/${service}`]
      return path.endsWith('/auth/tokens')
        ? { ...reply, body: reply.body.replaceAll(from, to) }
        : reply
    }
    const { code, stderr } = await attest(['run', ...SCOPE], good, authority.certificate).ended

    expect(stderr).toMatch(new RegExp(`${unlike.url}/${service}\\S* cannot .*${says.join('.*')}`))
    expect(stderr).toMatch(new RegExp(`${settings}\\.(cacert|${service}_endpoint_override): `))
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(code).toBe(2)
  })

  test('that shows an expired certificate during the run gets no failures, and is cleaned up later', async () => {
    const out = join(folder, 'expiring')
    const proxy = await front(HERE)
    let hasExpired = false
    // The change happens during a repeated look at a booting server, when nothing else is under
    // way.
    proxy.fault = async ({ method, path }, forward) => {
      const isLook = method === 'GET' && /\/servers\/[^/]+$/.test(path)
      if (isLook && !hasExpired) {
        hasExpired = true
        proxy.identify(authority.sign(HERE, -1))
      }
      return forward()
    }
    const config = join(folder, 'attest.yaml')
    writeFileSync(config, 'deadlines: { boot: 6, transition: 6 }\n')
    const run = ['run', ...SCOPE, '--config', config, '--out', out]
    const { code, stderr, ms } = await attest(run, proxy, authority.certificate).ended
    const results = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'))

    expect(code, stderr).toBe(3)
    expect(ms).toBeLessThan(120_000)
    expect(results.counts).toMatchObject({ cases: 1, failed: 0, error: 1 })
    expect(results.cases[0].reason).toMatchObject({ code: 'transport' })
    expect(results.cases[0].reason.message).toMatch(/certificate has expired/)
    expect(results.resources.cleanUp).not.toBe('clean')
    for (const report of ['matrix.html', join('allure-report', 'index.html')])
      expect(existsSync(join(out, report))).toBe(true)

    proxy.fault = undefined
    proxy.identify(authority.sign(HERE))
    const cleaned = await attest(['cleanup', out], proxy, authority.certificate).ended
    expect(cleaned.stdout + cleaned.stderr).toMatch(/Removed all \d+ resources that were left/)
    expect(cleaned.code).toBe(0)
  })

  /** A proxy whose certificate has another authority than the rest of the cloud. */
  async function stranger(names: string): Promise<FaultyProxy> {
    const other = mkdtempSync(join(folder, 'other-'))
    const proxy = await startFaultyProxy(cloud.url, { tls: new TinyAuthority(other).sign(names) })
    proxies.push(proxy)
    return proxy
  }
})
