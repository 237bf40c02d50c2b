import type { KeyObject } from 'node:crypto'
import type { Bundle } from '../../src/attestation/bundle.ts'
import { BUNDLED } from '../../src/attestation/bundled.ts'
import { claimsSchema } from '../certification/claims.ts'
import { openStatement } from '../certification/open-statement.ts'
import { CONFORMANCE, TEST_RESULT } from '../certification/predicates.ts'

/** What the signed statements of a bundle claim, before any of it is judged again. */
export interface SealedClaims {
  readonly profile: string
  /** ISO 8601. */
  readonly validUntil: string
  readonly suite: { readonly version: string; readonly digest: string }
  /** SHA-256 of the unpacked files, by name. */
  readonly digests: ReadonlyMap<string, string>
}

/** The claims of a bundle that all trusted keys have signed, or in words why there are none. */
export function sealedClaims(bundle: Bundle, trusted: readonly KeyObject[]): SealedClaims | string {
  const testResult = openStatement(bundle, BUNDLED.testResult, TEST_RESULT, trusted)
  if (typeof testResult === 'string') return testResult
  const conformance = openStatement(bundle, BUNDLED.conformance, CONFORMANCE, trusted)
  if (typeof conformance === 'string') return conformance
  const parsed = claimsSchema.safeParse(conformance.predicate)
  if (!parsed.success) return `${BUNDLED.conformance}: the predicate is not that of a certificate`
  const { profile, validUntil, suite } = parsed.data.certificate
  if (validUntil === undefined) return 'the certificate does not say until when it is valid'
  const subjects = [...testResult.subject, ...conformance.subject]
  const digests = new Map<string, string>()
  for (const { name, digest } of subjects) {
    const known = digests.get(name) ?? digest.sha256
    if (known !== digest.sha256) return `${name} has two digests`
    digests.set(name, digest.sha256)
  }
  return { profile: profile.name, validUntil, suite, digests }
}
