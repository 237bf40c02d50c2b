import type { KeyObject } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Bundle } from '../../src/attestation/bundle.ts'
import { EVIDENCE } from '../../src/attestation/bundled.ts'
import { isSignedBy, payloadOf, readEnvelope } from '../../src/attestation/dsse.ts'
import { keyId } from '../../src/attestation/keys.ts'
import {
  PAYLOAD_TYPE,
  readStatement,
  type Statement,
  sha256,
} from '../../src/attestation/statement.ts'

/**
 * The statement of this type in an envelope that all trusted keys have signed, or what is wrong
 * with it. It must cover exactly these files of the bundle, as they are packed.
 */
export function openStatement(
  bundle: Bundle,
  name: string,
  predicateType: string,
  trusted: readonly KeyObject[],
): Statement | string {
  const envelope = readEnvelope(bundle.get(name)?.packed ?? new Uint8Array(), PAYLOAD_TYPE)
  if (typeof envelope === 'string') return `${name} ${envelope}`
  const missing = trusted.find((key) => !isSignedBy(envelope, key))
  if (missing !== undefined) return `${name} has no valid signature of ${keyId(missing)}`
  const read = readStatement(payloadOf(envelope))
  if (read?.predicateType !== predicateType) {
    return `${name} holds no statement of type ${predicateType}, or is not written as Attest writes it`
  }
  if (
    !isDeepStrictEqual(
      read.subject.map((subject) => subject.name),
      EVIDENCE,
    )
  ) {
    return `${name} does not cover the files of a certificate`
  }
  const changed = read.subject.find(({ name: file, annotations: { size, packedSha256 } }) => {
    const found = bundle.get(file)
    return found?.size !== size || sha256(found.packed) !== packedSha256
  })
  return changed === undefined ? read : `${changed.name} is not the file that was signed`
}
