import { writeAtomically } from '../../../reports/write-atomically.ts'
import { AttestationError } from '../../attestation/attestation-error.ts'
import { packBundle, readBundle } from '../../attestation/bundle.ts'
import { cosign } from '../../attestation/dsse.ts'
import { keyId, readPrivateKey } from '../../attestation/keys.ts'
import { BUNDLED } from './evidence-files.ts'
import { envelopeIn } from './verify-bundle.ts'

/** `attest sign`: adds the signature of a key to both statements of a bundle. */
export async function signBundle(path: string, keyFile: string): Promise<void> {
  const key = readPrivateKey(keyFile)
  const files = new Map(readBundle(path))
  for (const name of [BUNDLED.testResult, BUNDLED.conformance]) {
    const envelope = envelopeIn(files, name)
    if (envelope === undefined)
      throw new AttestationError(path, `${name} is missing, or no envelope`)
    files.set(name, Buffer.from(JSON.stringify(cosign(envelope, key))))
  }
  await writeAtomically(path, packBundle(files))
  process.stdout.write(`Signed by ${keyId(key)}\n`)
}
