import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Body, Exchange, Headers } from '../exchange.ts'
import { redactExchange } from './redact.ts'

interface Parts {
  readonly url?: string
  readonly requestHeaders?: Headers
  readonly requestBody?: Body
  readonly responseHeaders?: Headers
  readonly responseBody?: Body
  readonly failure?: string
}

function exchange(parts: Parts): Exchange {
  return {
    id: '1',
    at: '2026-01-02T03:04:05.678Z',
    durationMs: 1,
    service: 'block-storage',
    persona: 'member',
    request: {
      method: 'PUT',
      url: parts.url ?? 'https://volumes.example/v3/p1/attachments/a1',
      headers: parts.requestHeaders ?? {},
      body: parts.requestBody ?? { kind: 'empty' },
    },
    response: {
      status: 200,
      headers: parts.responseHeaders ?? {},
      body: parts.responseBody ?? { kind: 'empty' },
    },
    ...(parts.failure !== undefined && { failure: parts.failure }),
  }
}

const json = (value: unknown): Body => ({ kind: 'json', value })
const text = (value: string): Body => ({ kind: 'text', text: value })

describe('redacting an exchange', () => {
  it('takes no longer for a long word than for as many short ones', () => {
    const body = json({ 'os-complete': 'x'.repeat(120_000) })
    const began = performance.now()
    expect(redactExchange(exchange({ requestBody: body })).request.body).toEqual(body)
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  it.each([
    ...['a', 'Z9', 'ab1', '0', '.', 'a.', 'a-', 'a=', 'a:', '/', '://', ':', '-', ' ', '\n', '@'],
    ...['"', '\\', '\\"', "'", '[', '{"a":', '<', '>', '?', '?a=', '&', '&a=b', '&quot;', '&#34'],
    ...[
      '%',
      '%20',
      '%2520',
      'key%20',
      'key=',
      'pass ',
      'password ',
      'password"',
      'token\n',
      '\u0130',
    ],
  ])('takes no longer for a text of %j over and over again', (unit) => {
    const long = unit.repeat(40_000 / unit.length)
    const secret = { connection_info: { auth_password: long, portal: long.slice(0, 2_000) } }
    const began = performance.now()
    for (const mention of ['', 'a password is ', '@']) {
      const said = mention + long
      for (const responseBody of [text(said), json({ message: said, ...secret })]) {
        redactExchange(exchange({ responseBody, responseHeaders: { 'x-said': said } }))
      }
    }
    expect(performance.now() - began).toBeLessThan(2_500)
  })

  it('removes as many and as long secrets as a cloud shows, wherever it quotes them', () => {
    const many = Array.from({ length: 3_000 }, (_, at) => `Ch4p!${at}-${(at * 7919).toString(36)}Q`)
    const secrets = [...many, 'aZ3%'.repeat(20_000)]
    const attachments = secrets.map((auth_password) => ({ connection_info: { auth_password } }))
    const message = `of ${secrets.join(', ')}.`
    const { response } = redactExchange(exchange({ responseBody: json({ attachments, message }) }))
    expect(response?.body).toMatchObject({
      value: { message: `of ${secrets.map(() => '[redacted]').join(', ')}.` },
    })
  })

  it('keeps the structure and all that is harmless', () => {
    const redacted = redactExchange(
      exchange({
        requestHeaders: { 'x-auth-token': 'gAAAA', accept: 'application/json' },
        requestBody: json({
          attachment: {
            connector: {
              host: 'compute1',
              initiator: 'iqn.1993-08.example:01',
              multipath: false,
              os_type: 'linux2',
              vendor_extra: 'may be anything',
            },
          },
        }),
        responseBody: json({
          attachment: {
            id: 'a1',
            status: 'attaching',
            connection_info: {
              driver_volume_type: 'iscsi',
              target_lun: 1,
              target_portals: ['192.0.2.1:3260'],
              auth_method: 'CHAP',
              auth_username: 'chap-user',
              auth_password: 12345678,
              data: { secrets: { a: ['x'] }, empty: '', none: null },
            },
          },
        }),
      }),
    )
    expect(redacted.request.headers).toEqual({
      'x-auth-token': '[redacted]',
      accept: 'application/json',
    })
    expect(redacted.request.body).toEqual(
      json({
        attachment: {
          connector: {
            host: 'compute1',
            initiator: 'iqn.1993-08.example:01',
            multipath: false,
            os_type: 'linux2',
            vendor_extra: '[redacted]',
          },
        },
      }),
    )
    expect(redacted.response?.body).toEqual(
      json({
        attachment: {
          id: 'a1',
          status: 'attaching',
          connection_info: {
            driver_volume_type: 'iscsi',
            target_lun: 1,
            target_portals: ['192.0.2.1:3260'],
            auth_method: 'CHAP',
            auth_username: '[redacted]',
            auth_password: '[redacted]',
            data: { secrets: { a: ['[redacted]'] }, empty: '', none: null },
          },
        },
      }),
    )
  })

  it('keeps what Identity says of a token, and takes what it was shown', () => {
    const redacted = redactExchange(
      exchange({
        requestBody: json({
          auth: {
            identity: {
              methods: ['password', 'token'],
              password: { user: { name: 'ada', password: 'hush-hush' } },
              token: { id: 'gAAAA-1' },
              application_credential: { id: 'ac1', secret: 's3cr3t' },
            },
          },
        }),
        responseHeaders: { 'x-subject-token': 'gAAAA-2' },
        responseBody: json({ token: { methods: ['password'], user: { name: 'ada' } } }),
      }),
    )
    expect(redacted.request.body).toEqual(
      json({
        auth: {
          identity: {
            methods: ['password', 'token'],
            password: { user: { name: 'ada', password: '[redacted]' } },
            token: { id: '[redacted]' },
            application_credential: { id: 'ac1', secret: '[redacted]' },
          },
        },
      }),
    )
    expect(redacted.response?.body).toEqual(
      json({ token: { methods: ['password'], user: { name: 'ada' } } }),
    )
  })

  it('leaves alone what only sounds like a secret', () => {
    const body = json({
      server: { key_name: 'k', encryption_key_id: 'e', password_expires_at: 'never' },
      message: 'The token has expired',
      volumes_links: [],
    })
    expect(redactExchange(exchange({ responseBody: body })).response?.body).toEqual(body)
  })

  it('leaves a text alone that has no secret, to the last blank', () => {
    const body = text('{"attachment":  {"instance_uuid": 7}}')
    expect(redactExchange(exchange({ requestBody: body })).request.body).toEqual(body)
  })

  it('tells an empty token from one that is there', () => {
    const headers = { 'x-auth-token': '' }
    expect(redactExchange(exchange({ requestHeaders: headers })).request.headers).toEqual(headers)
  })

  it('does not cut a driver value out of a longer word', () => {
    const redacted = redactExchange(
      exchange({ requestBody: json({ connector: { odd: 'attachment' } }) }),
    )
    expect(redacted.request.url).toBe('https://volumes.example/v3/p1/attachments/a1')
  })
})

/** Secrets that do not occur in anything else by chance. */
const secret = fc
  .tuple(fc.constantFrom('Zq7', 'k"9\\', "x'1 ", 'ß%2F', '日本'), fc.string({ minLength: 6 }))
  .map(([start, rest]) => `${start}${rest}-zQx`)

const NAMES = [
  ...['password', 'adminPass', 'admin_password', 'original_password', 'auth_password'],
  ...['discovery_auth_password', 'secret', 'secrets', 'token', 'auth_token', 'secret_key'],
  ...['private-key', 'keyring', 'user_data', 'OS-EXT-SRV-ATTR:user_data', 'blob', 'passphrase'],
]

/** JSON documents with a value in a field that has the name of a secret, or in an object of a driver. */
const hiding = (value: unknown) => {
  const key = fc.string({ maxLength: 8 })
  const inName = fc.constantFrom(...NAMES).map((name): unknown => ({ [name]: value }))
  const inDriver = fc
    .tuple(
      fc.constantFrom('connector', 'connection_info'),
      fc.constantFrom('auth_username', 'data', 'options', 'vendor:thing', 'x'),
      fc.constantFrom(
        (item: unknown): unknown => item,
        (item: unknown) => [item],
        (item: unknown) => ({ deep: [{ er: item }] }),
      ),
      fc.boolean(),
    )
    .map(([object, name, wrap, serialised]): unknown => {
      const content = { host: 'h', [name]: wrap(value) }
      return { [object]: serialised ? JSON.stringify(content) : content }
    })
  return fc
    .tuple(fc.oneof(inName, inDriver), fc.array(key, { maxLength: 3 }))
    .map(([core, keys]) =>
      keys.reduce<unknown>((inner, name) => ({ before: 1, [name]: [inner] }), core),
    )
}

function survives(planted: string, redacted: Exchange): boolean {
  const strings: string[] = []
  JSON.stringify(redacted, (name, value: unknown) => {
    strings.push(name)
    if (typeof value === 'string') strings.push(value)
    return value
  })
  const forms = [planted, JSON.stringify(planted).slice(1, -1)]
  return strings.some((one) => forms.some((form) => one.includes(form)))
}

describe('a planted secret never survives', () => {
  it('in a body, as JSON or as text, of request or response', () => {
    fc.assert(
      fc.property(
        secret.chain((value) => fc.tuple(fc.constant(value), hiding(value))),
        fc.boolean(),
        fc.boolean(),
        ([planted, value], asText, inRequest) => {
          const body = asText ? text(JSON.stringify(value, null, 1)) : json(value)
          const parts = inRequest ? { requestBody: body } : { responseBody: body }
          expect(survives(planted, redactExchange(exchange(parts)))).toBe(false)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('in a text that is cut off and cannot be parsed', () => {
    fc.assert(
      fc.property(
        secret.chain((value) => fc.tuple(fc.constant(value), hiding(value))),
        ([planted, value]) => {
          const cutOff = JSON.stringify(value).slice(0, -1)
          const redacted = redactExchange(exchange({ requestBody: text(cutOff) }))
          expect(survives(planted, redacted)).toBe(false)
        },
      ),
    )
  })

  it('in a header', () => {
    const names = ['x-auth-token', 'x-subject-token', 'x-service-token', 'set-cookie', 'cookie']
    fc.assert(
      fc.property(
        secret,
        fc.constantFrom(...names, 'authorization', 'proxy-authorization'),
        (planted, name) => {
          const requestHeaders = { [name]: planted, accept: '*/*' }
          const redacted = redactExchange(
            exchange({ requestHeaders, responseHeaders: requestHeaders }),
          )
          expect(survives(planted, redacted)).toBe(false)
          expect(redacted.request.headers.accept).toBe('*/*')
        },
      ),
    )
  })

  it('in a place that quotes it', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...NAMES), fc.boolean(), (planted, name, inHeader) => {
        const encoded = encodeURIComponent(planted)
        const redacted = redactExchange(
          exchange({
            ...(inHeader
              ? { requestHeaders: { 'x-auth-token': planted } }
              : { requestBody: json({ server: { [name]: planted } }) }),
            url: `https://volumes.example/${encoded}?q=${encoded}`,
            responseHeaders: { 'x-echo': `<${planted}>` },
            responseBody: json({ badRequest: { message: `Value: ${planted}.`, [planted]: 1 } }),
            failure: `while sending ${planted}`,
          }),
        )
        expect(survives(planted, redacted)).toBe(false)
        expect(redacted.request.url).not.toContain(encoded)
      }),
    )
  })

  it('in a URL', () => {
    const url = 'https://ada:hush-hush@volumes.example/v3?limit=1&auth_token=hush-too'
    const redacted = redactExchange(exchange({ url }))
    expect(redacted.request.url).toBe('https://volumes.example/v3?limit=1&auth_token=[redacted]')
  })

  it('in a URL that an answer names', () => {
    const href = 'https://ada:hush-hush@volumes.example/v3'
    const { response } = redactExchange(
      exchange({ responseHeaders: { location: href }, responseBody: json({ links: [{ href }] }) }),
    )
    expect(response?.headers.location).toBe('https://volumes.example/v3')
    expect(response?.body).toEqual(json({ links: [{ href: 'https://volumes.example/v3' }] }))
  })
})
