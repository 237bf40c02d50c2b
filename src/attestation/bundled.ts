/** Names of what is in a bundle. */
export const BUNDLED = {
  testResult: 'test-result.dsse.json',
  conformance: 'conformance.dsse.json',
  journal: 'journal.ndjson',
  results: 'results.json',
  certificate: 'certificate.html',
  badge: 'badge.svg',
} as const

/** What the statements are about. */
export const EVIDENCE = [BUNDLED.journal, BUNDLED.results, BUNDLED.certificate, BUNDLED.badge]

const MIB = 2 ** 20

/** More bytes than a bundle of any run has had. It is read into memory as it is, and not unpacked. */
export const LARGEST_BUNDLE = 512 * MIB

/** A place in a bundle. */
export interface Place {
  readonly name: string
  /** Envelopes are not compressed: nothing is unpacked before their signatures were checked. */
  readonly method: 'stored' | 'deflated'
  /** Bytes that the file may have when it is unpacked. */
  readonly largest: number
}

/** The files of a bundle, in their order: these and no others. */
export const PLACES: readonly Place[] = [
  { name: BUNDLED.testResult, method: 'stored', largest: 8 * MIB },
  { name: BUNDLED.conformance, method: 'stored', largest: 8 * MIB },
  { name: BUNDLED.journal, method: 'deflated', largest: 1024 * MIB },
  { name: BUNDLED.results, method: 'deflated', largest: 256 * MIB },
  { name: BUNDLED.certificate, method: 'deflated', largest: 8 * MIB },
  { name: BUNDLED.badge, method: 'deflated', largest: 1 * MIB },
]
