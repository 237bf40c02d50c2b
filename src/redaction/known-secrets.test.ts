import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { KnownSecrets } from './known-secrets.ts'
import { vocabularyOfDocuments } from './vocabulary.ts'

const VOCABULARY = vocabularyOfDocuments()

const PASSWORD = 'Tr0ub4dor&3-"x\'<ü>'
const TOKEN = 'gAAAAABnQx7-pL2vK9mWc0RtYz5sHjE4bNfUoXq1'

function knowing(...secrets: string[]): KnownSecrets {
  const known = new KnownSecrets(() => VOCABULARY)
  for (const secret of secrets) known.add(secret)
  return known
}

const bytesOf = (text: string, mark: string): string =>
  [...Buffer.from(text)].map((byte) => mark + byte.toString(16).padStart(2, '0')).join('')
const strictlyEncoded = (text: string): string =>
  text.replaceAll(/[^A-Za-z0-9_.~/-]/g, (one) => bytesOf(one, '%').toUpperCase())
const codeOf = (one: string): string => one.charCodeAt(0).toString(16)
const unicode = (one: string): string => `\\u${codeOf(one).padStart(4, '0')}`
const hexadecimal = (one: string): string => `&#x${codeOf(one)};`

/** The characters of random passwords and tokens. */
const characters = [
  ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!&"<\'%+=/_-!*()ü',
]
const randomSecret = fc
  .string({ unit: fc.constantFrom(...characters), minLength: 12, maxLength: 60 })
  .map((text) => `qZ7#${text}`)

/** Texts that have no piece of any secret above. */
const filler = fc.constantFrom('', ' ', '\n', '{"a":"', 'volume is in-use: ', 'ü'.repeat(9), '","')

describe('a secret that looks random', () => {
  const coded: readonly [string, (secret: string) => string][] = [
    ['as it is', (secret) => secret],
    ['in capitals', (secret) => secret.toUpperCase()],
    ['in JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
    ['in a URL', (secret) => encodeURIComponent(secret)],
    ['in a URL as Python writes it', strictlyEncoded],
    ['in a URL in which each byte is coded', (secret) => bytesOf(secret, '%')],
    ['in a URL within a URL', (secret) => encodeURIComponent(encodeURIComponent(secret))],
    ['in JSON of ASCII only', (secret) => secret.replaceAll(/[^A-Za-z0-9]/g, unicode)],
    ['in JSON within JSON', (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['in HTML as Python writes it', (secret) => secret.replaceAll(/[^A-Za-z0-9]/g, hexadecimal)],
    ['in what Python shows of bytes', (secret) => bytesOf(secret, '\\x')],
    ['in hexadecimal digits', (secret) => bytesOf(secret, '')],
    ['in base64', (secret) => Buffer.from(secret).toString('base64')],
    ['in the base64 of URLs', (secret) => Buffer.from(secret).toString('base64url')],
    ['in base64 after a user', (secret) => Buffer.from(`ada:${secret}`).toString('base64')],
    ['in base64 between others', (secret) => Buffer.from(`x:${secret}:yz`).toString('base64')],
  ]

  it.each(coded)('is found %s, and nothing around it is touched', (_, code) => {
    fc.assert(
      fc.property(randomSecret, filler, filler, (secret, before, after) => {
        const text = code(secret)
        const cleaned = knowing(secret).clean(`${before}${text}${after}`)
        expect(cleaned.startsWith(before)).toBe(true)
        expect(cleaned.endsWith(after)).toBe(true)
        expect(cleaned).toContain('[redacted]')
        // The first and last characters of base64 also depend on the bytes beside the secret.
        for (let at = 0; at + 12 <= text.length; at += 1) {
          const piece = text.slice(at, at + 12)
          if (!(before + after).includes(piece)) expect(cleaned).not.toContain(piece)
        }
      }),
    )
  })

  it('is found in each of its pieces of eight characters and more', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), filler, (start, more, before) => {
        const from = start % (TOKEN.length - 8)
        const piece = TOKEN.slice(from, from + 8 + (more % 20))
        expect(knowing(TOKEN).clean(`${before}${piece}.`)).toBe(`${before}[redacted].`)
      }),
    )
  })

  it('is removed from HTML', () => {
    const html = PASSWORD.replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
    expect(knowing(PASSWORD).clean(`<p>${html}</p>`)).toBe('<p>[redacted]</p>')
  })

  it('of six or seven characters is found as a whole word', () => {
    const known = knowing('s3cr3t')
    expect(known.clean('with S3cr3t: no')).toBe('with [redacted]: no')
    expect(known.clean('as3cr3tb')).toBe('as3cr3tb')
  })
})

describe('what is no secret stays', () => {
  it.each([
    'secret',
    'volume',
    'password',
    'attachments',
    'openstack',
    '12345678',
    'os-volume',
    'ADMIN',
  ])('though the password is the ordinary short word %s', (word) => {
    const text = `the ${word} of a server, /v3/${word}/1, {"${word}": "${word}"}`
    expect(knowing(word).clean(text)).toBe(text)
  })

  it('though words of a passphrase are in it', () => {
    const known = knowing('correct horse attachments staple')
    const text = 'the attachments of a volume: correct'
    expect(known.clean(text)).toBe(text)
    expect(known.clean('my Correct Horse!')).toBe('my [redacted]!')
  })

  it('though a word of a password that looks random is in it', () => {
    const text = '"os-extended-volumes:volumes_attached": [], "volume_id"'
    expect(knowing('Ch4p!0fVolumes_7fQz').clean(text)).toBe(text)
  })

  it('but pieces of random letters', () => {
    const known = knowing('aWyosKydwwEbntqGo')
    expect(known.clean('said: WyosKydww.')).toBe('said: [redacted].')
  })

  it('but a piece of a long word without digits', () => {
    const known = knowing('hjkwqdhkjqwhdkjhqwkdhkqw')
    expect(known.clean('said: kwqdhkjqwhdkjhqwk…')).toBe('said: [redacted]…')
  })

  it('though a token is hexadecimal, as ids are', () => {
    const known = knowing('0123456789abcdef0123456789abcdef')
    const id = '4f0d2e1a-6789-abcd-9abc-2222456789ab'
    expect(known.clean(id)).toBe(id)
    expect(known.clean('x 0123456789abcdef y')).toBe('x [redacted] y')
  })

  it('though a target calls it a secret: it can have no words removed', () => {
    const known = new KnownSecrets(() => VOCABULARY)
    known.addFromAnswer('block-storage.attachments')
    known.addFromAnswer('AQBh8fVjm3kLEhAAx1Qz==')
    expect(known.clean('block-storage.attachments')).toBe('block-storage.attachments')
    expect(known.clean('key AQBh8fVjm3kLEhAAx1Qz==')).toBe('key [redacted]')
  })

  it('whatever the text, where nothing is known', () => {
    fc.assert(
      fc.property(fc.string(), (text) => new KnownSecrets(() => VOCABULARY).clean(text) === text),
    )
  })
})

test('A token of Identity is removed by its form, also when nobody knows it', () => {
  const fernet = `gAAAAABn${'Qx7-pL2v'.repeat(12)}==`
  const jws = `eyJ${'hbGciOiJF'.repeat(3)}.eyJ${'zdWIiOiIx'.repeat(9)}.${'aB3_'.repeat(20)}`
  const text = `tokens ${fernet} and ${jws}.`
  expect(new KnownSecrets().clean(text)).toBe('tokens [redacted] and [redacted].')
})

describe('the secrets of answers', () => {
  it('are remembered up to a number, and the user’s own for ever', () => {
    const known = knowing(TOKEN)
    const secret = (at: number) => `qZ7#${at}#${'aB3$'.repeat(3)}${at * 7919}`
    for (let at = 0; at < 1_600; at += 1) known.addFromAnswer(secret(at))
    expect(known.clean(secret(1_599))).toBe('[redacted]')
    expect(known.clean(TOKEN)).toBe('[redacted]')
  })

  it('cost little, however long they are', () => {
    const known = new KnownSecrets(() => VOCABULARY)
    const began = performance.now()
    for (let at = 0; at < 20; at += 1) known.addFromAnswer(`${at}${'aB3$'.repeat(500_000)}`)
    known.clean('aB3$'.repeat(50_000))
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
