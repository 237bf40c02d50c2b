import { type KeyObject, sign, verify } from 'node:crypto'
import { dsse } from '@sigstore/core'
import { z } from 'zod'
import { keyId } from './keys.ts'

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/, 'expected base64')

/** A payload with signatures over it and its type: Dead Simple Signing Envelope. */
export const envelopeSchema = z.strictObject({
  payloadType: z.string(),
  payload: base64,
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: base64 })).min(1),
})
export type Envelope = z.output<typeof envelopeSchema>

/** Puts a payload into an envelope, signed by one Ed25519 key. */
export function seal(payloadType: string, payload: Buffer, key: KeyObject): Envelope {
  return {
    payloadType,
    payload: payload.toString('base64'),
    signatures: [signature(payloadType, payload, key)],
  }
}

/** The envelope with one more signature; a former one by the same key is replaced. */
export function cosign(envelope: Envelope, key: KeyObject): Envelope {
  const own = signature(envelope.payloadType, payloadOf(envelope), key)
  const others = envelope.signatures.filter(({ keyid }) => keyid !== own.keyid)
  return { ...envelope, signatures: [...others, own] }
}

/** Whether the key has signed the envelope. The id that a signature names is a hint and no more. */
export function isSignedBy(envelope: Envelope, key: KeyObject): boolean {
  const signed = dsse.preAuthEncoding(envelope.payloadType, payloadOf(envelope))
  return envelope.signatures.some(({ sig }) =>
    verify(null, signed, key, Buffer.from(sig, 'base64')),
  )
}

export function payloadOf({ payload }: Envelope): Buffer {
  return Buffer.from(payload, 'base64')
}

function signature(payloadType: string, payload: Buffer, key: KeyObject) {
  const sig = sign(null, dsse.preAuthEncoding(payloadType, payload), key)
  return { keyid: keyId(key), sig: sig.toString('base64') }
}
