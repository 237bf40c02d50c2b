/** Names of the files in a bundle. */
export const BUNDLED = {
  testResult: 'test-result.dsse.json',
  conformance: 'conformance.dsse.json',
  journal: 'journal.ndjson',
  results: 'results.json',
  certificate: 'certificate.html',
  badge: 'badge.svg',
} as const

/** The files that the statements cover. */
export const EVIDENCE = [BUNDLED.journal, BUNDLED.results, BUNDLED.certificate, BUNDLED.badge]

const MIB = 2 ** 20

/** More bytes than any bundle so far. A bundle is read into memory without unpacking it. */
export const LARGEST_BUNDLE = 512 * MIB

/** The place of a file in a bundle. */
export interface Place {
  readonly name: string
  /**
   * Envelopes are not compressed, so that nothing is unpacked before the signatures were checked.
   */
  readonly method: 'stored' | 'deflated'
  /** The most bytes of the file when it is unpacked. */
  readonly largest: number
}

/** The files of a bundle, in order. A bundle has exactly these. */
export const PLACES: readonly Place[] = [
  { name: BUNDLED.testResult, method: 'stored', largest: 8 * MIB },
  { name: BUNDLED.conformance, method: 'stored', largest: 8 * MIB },
  { name: BUNDLED.journal, method: 'deflated', largest: 1024 * MIB },
  { name: BUNDLED.results, method: 'deflated', largest: 256 * MIB },
  { name: BUNDLED.certificate, method: 'deflated', largest: 8 * MIB },
  { name: BUNDLED.badge, method: 'deflated', largest: 1 * MIB },
]
