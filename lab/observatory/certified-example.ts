import { generateKeyPairSync } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { certifyRun } from '../../cli/certification/certify-run.ts'
import { parseProfile } from '../../src/attestation/profile.ts'

/** The profile of the example: small, and of one service. */
export const EXAMPLE_PROFILE = 'block-storage-3.70..3.70'
const VALID_DAYS = 365

/**
 * Certifies a finished run with a key that nobody keeps, unless that was done before. Returns the bundle
 * and the file of its public key.
 */
export async function certifiedExample(
  run: string,
): Promise<{ readonly bundle: string; readonly key: string }> {
  const key = join(run, 'example.pub')
  const bundle = join(run, 'certificate.attest.zip')
  if (existsSync(key) && existsSync(bundle)) return { bundle, key }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const terms = { validDays: VALID_DAYS, allowInsecureTransport: false }
  const certified = await certifyRun(run, parseProfile(EXAMPLE_PROFILE), privateKey, terms)
  writeFileSync(key, publicKey.export({ type: 'spki', format: 'pem' }))
  return { bundle: certified.bundle, key }
}
