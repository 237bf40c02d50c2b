import type { KeyObject } from 'node:crypto'
import { writeAtomically } from '../../reports/files/write-atomically.ts'
import { AttestationError } from '../../src/attestation/attestation-error.ts'
import { archiveOf, type PackedFile, pack } from '../../src/attestation/bundle.ts'
import { BUNDLED } from '../../src/attestation/bundled.ts'
import { cosign, readEnvelope } from '../../src/attestation/dsse.ts'
import { keyId, readPrivateKey } from '../../src/attestation/keys.ts'
import { readBundle } from '../../src/attestation/read-bundle.ts'
import { PAYLOAD_TYPE } from '../../src/attestation/statement.ts'
import { verifyRead } from './verify-bundle.ts'

/**
 * `attest sign`: verifies a bundle, which the trusted keys must have signed, and adds a signature
 * to both of its statements. The file is read once, so that exactly the verified bytes are signed.
 * Throws AttestationError for a bundle that does not verify.
 */
export async function signBundle(
  path: string,
  keyFile: string,
  trusted: readonly KeyObject[],
): Promise<void> {
  const key = readPrivateKey(keyFile)
  const bundle = readBundle(path)
  const { ok, difference = 'it has expired' } = await verifyRead(bundle, trusted)
  if (!ok)
    throw new AttestationError(path, `was not signed, because it does not verify: ${difference}`)
  const signed = (name: string): readonly [string, PackedFile] => {
    const envelope = readEnvelope(bundle.get(name)?.packed ?? new Uint8Array(), PAYLOAD_TYPE)
    if (typeof envelope === 'string') throw new AttestationError(path, `${name} ${envelope}`)
    return [name, pack(name, Buffer.from(JSON.stringify(cosign(envelope, key))))]
  }
  const statements = [BUNDLED.testResult, BUNDLED.conformance].map(signed)
  await writeAtomically(path, archiveOf(new Map([...bundle, ...statements])))
  process.stdout.write(`Signed by ${keyId(key)}\n`)
}
