import { describe, expect, it } from 'vitest'
import { certificateOf } from '../../reports/certificate/certificate.ts'
import { resultsOf } from '../../reports/results/results.ts'
import { syntheticRecord } from '../../reports/synthetic/synthetic-record.ts'
import { parseExpectations, unmetExpectation } from './expectations.ts'

const KEY = `sha256:${'ef'.repeat(32)}`
const OTHER = `sha256:${'01'.repeat(32)}`

const results = resultsOf(syntheticRecord())
const certificate = (origins = results.transport.origins) =>
  certificateOf(
    { ...results, transport: { ...results.transport, origins } },
    {
      profile: { name: 'zed', documents: [], requirements: 0, digest: '' },
      suiteDigest: '',
      evidence: { digest: '', lines: 0, chain: '' },
      validUntil: '2032-01-01T00:00:00.000Z',
    },
  )

describe('an expectation about a certificate', () => {
  it.each([
    'https://cloud.example/identity',
    'https://cloud.example/identity/',
    'https://cloud.example/identity/v3',
    'https://cloud.example/identity/v3/',
    'https://CLOUD.example:443/identity',
  ])('accepts its target in any spelling: %s', (expectTarget) => {
    const expected = parseExpectations({ expectTarget })
    expect(unmetExpectation(expected, certificate())).toBeUndefined()
  })

  it.each([
    'https://cloud.example',
    'https://cloud.example/Identity',
    'http://cloud.example/identity',
    'https://cloud.example:5000/identity',
    'https://cloud.example.evil.example/identity',
  ])('refuses another target: %s', (expectTarget) => {
    const expected = parseExpectations({ expectTarget })
    expect(unmetExpectation(expected, certificate())).toContain('which was expected')
  })

  it('requires that all keys that were shown are among the expected ones', () => {
    const unmet = (...expectKey: string[]) =>
      unmetExpectation(parseExpectations({ expectKey }), certificate())
    expect(unmet(KEY)).toBeUndefined()
    expect(unmet(OTHER, KEY.toUpperCase().replace('SHA256', 'sha256'))).toBeUndefined()
    expect(unmet(OTHER)).toContain(`has shown the key ${KEY}`)
  })

  it('is not met when an origin has shown another key, or none', () => {
    const expected = parseExpectations({ expectKey: [KEY] })
    const [first] = results.transport.origins
    if (first?.certificate == null) throw new TypeError('no certificate')
    const changed = { ...first, certificate: { ...first.certificate, publicKey: OTHER } }
    const plain = { origin: 'http://10.0.0.1', certificate: null }
    expect(unmetExpectation(expected, certificate([first, changed]))).toContain(OTHER)
    expect(unmetExpectation(expected, certificate([first, plain]))).toContain('no key at all')
  })

  it.each([
    { expectTarget: 'cloud.example' },
    { expectTarget: 'ftp://cloud.example' },
    { expectTarget: '' },
    { expectKey: ['operator.pub'] },
    { expectKey: ['sha256:ab'] },
  ])('must be a URL, and digests: %j', (flags) => {
    expect(() => parseExpectations(flags)).toThrow('--expect-')
  })
})
