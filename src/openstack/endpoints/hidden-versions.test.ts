import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { PROJECT, type Received, service } from '../testing/tiny-cloud.ts'
import { TinyTarget } from '../testing/tiny-session.ts'

const target = new TinyTarget()

/** What a gateway in front of a service may answer in the place of its version document. */
const GATEWAYS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  'a 404': (response) => response.writeHead(404).end(),
  'a 403': (response) => response.writeHead(403, { 'content-type': 'text/plain' }).end('no'),
  'a page': (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>'),
  'a redirect to itself': (response) => response.writeHead(302, { location: '.' }).end(),
  'JSON about something else': (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"hello": "you"}'),
}

/** Behind `gateway`, `/limits` of both services names the microversions, unless they are to stay unknown. */
function behind(gateway: (response: ServerResponse) => void, names = true): void {
  target.cloud.catalog = (url) => [
    service('compute', [['public', 'R1', `${url}/hidden/v2.1`]]),
    service('volumev3', [['public', 'R1', `${url}/hidden-volumes/v3`]]),
  ]
  target.cloud.answer = (request, response) => {
    if (!request.url.endsWith('/limits')) gateway(response)
    else if (!names) response.writeHead(200).end()
    else response.writeHead(200, headersFor(request)).end()
  }
}

function headersFor({ url, headers }: Received): Record<string, string> {
  const isLatest = headers['openstack-api-version'] !== undefined
  if (url.startsWith('/hidden-volumes/')) {
    return { 'openstack-api-version': `volume ${isLatest ? '3.70' : '3.0'}` }
  }
  return { 'x-openstack-nova-api-version': isLatest ? '2.96' : '2.1' }
}

describe('a service whose version document nobody shows', () => {
  it.each(Object.keys(GATEWAYS))('is used as the catalog names it, behind %s', async (gateway) => {
    behind(GATEWAYS[gateway] ?? (() => {}))
    const { versions, endpoints } = await target.open()

    expect(endpoints.compute).toBe(`${target.cloud.url}/hidden/v2.1`)
    expect(versions.compute?.microversions).toEqual({ min: '2.1', max: '2.96' })
    expect(versions.compute?.note).toMatch(
      /^no version document \(http:.*\/hidden\/v2\.1\/: answered \d+, .*\), microversions are those that its answers name$/,
    )
    expect(endpoints['block-storage']).toBe(`${target.cloud.url}/hidden-volumes/v3/${PROJECT}`)
    expect(versions['block-storage']?.microversions).toEqual({ min: '3.0', max: '3.70' })
  })

  it('is asked with a token at no microversion and at the latest', async () => {
    behind((response) => response.writeHead(404).end())
    await target.open()
    const asked = target.cloud.received.filter(({ url }) => url === '/hidden/v2.1/limits')
    expect(asked.map(({ headers }) => headers['openstack-api-version'])).toEqual([
      undefined,
      'compute latest',
    ])
    expect(asked[0]?.headers['x-auth-token']).toBe('token-1')
  })

  it('is refused in one line where its answers name no microversion either', async () => {
    behind((response) => response.writeHead(404).end(), false)
    await expect(target.open()).rejects.toMatchObject({
      name: 'ServiceVersionsError',
      message: expect.stringMatching(
        /^the compute service at .* shows no version document .*\/hidden\/v2\.1\/limits: answered 200, and names no microversion\); check its endpoint/,
      ),
    })
  })

  it('is refused where its own document has another version', async () => {
    target.cloud.catalog = (url) => [
      service('compute', [['public', 'R1', `${url}/other/v2.1`]]),
      service('volumev3', [['public', 'R1', `${url}/volume/v3`]]),
    ]
    target.cloud.answer = ({ url }, response) => {
      const versions = [{ id: 'v9.0' }]
      response.setHeader('content-type', 'application/json')
      response.setHeader('openstack-api-version', 'compute 2.1')
      response.end(JSON.stringify(url.endsWith('/limits') ? {} : { versions }))
    }
    await expect(target.open()).rejects.toMatchObject({ name: 'ServiceVersionsError' })
  })
})
