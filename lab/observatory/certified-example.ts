import { generateKeyPairSync } from 'node:crypto'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The profile of the example: small, and of one service. */
export const EXAMPLE_PROFILE = 'block-storage-3.70..3.70'

/**
 * Certifies a finished run with a key that nobody keeps, unless that was done before. `attest` performs
 * the program. Returns the bundle and the file of its public key.
 */
export async function certifiedExample(
  run: string,
  attest: (args: readonly string[]) => Promise<void>,
): Promise<{ readonly bundle: string; readonly key: string }> {
  const key = join(run, 'example.pub')
  const bundle = join(run, 'certificate.attest.zip')
  if (existsSync(key) && existsSync(bundle)) return { bundle, key }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const secret = join(run, 'example.pem')
  writeFileSync(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  try {
    await attest(['certify', '--run', run, '--profile', EXAMPLE_PROFILE, '--key', secret])
  } finally {
    rmSync(secret)
  }
  writeFileSync(key, publicKey.export({ type: 'spki', format: 'pem' }))
  return { bundle, key }
}
