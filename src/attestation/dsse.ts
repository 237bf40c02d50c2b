import { type KeyObject, sign, verify } from 'node:crypto'
import { dsse } from '@sigstore/core'
import { z } from 'zod'
import { keyId } from './keys.ts'
import { readOwnJson } from './own-json.ts'

// Base64 has spare bits, so the same bytes can be written in several ways. Only the canonical one
// is accepted.
const base64 = z
  .string()
  .min(1)
  .refine((text) => Buffer.from(text, 'base64').toString('base64') === text, 'expected base64')

const signatureSchema = z.strictObject({
  keyid: z.string().regex(/^sha256:[0-9a-f]{64}$/, 'expected the id of a key'),
  sig: base64,
})

/** A payload with signatures over the payload and its type: Dead Simple Signing Envelope. */
export const envelopeSchema = z.strictObject({
  payloadType: z.string(),
  payload: base64,
  signatures: z
    .array(signatureSchema)
    .min(1)
    .refine(
      (all) => new Set(all.map(({ keyid }) => keyid)).size === all.length,
      'expected one signature of each key',
    ),
})
export type Envelope = z.output<typeof envelopeSchema>

/** Puts a payload into an envelope that is signed by one Ed25519 key. */
export function seal(payloadType: string, payload: Buffer, key: KeyObject): Envelope {
  return {
    payloadType,
    payload: payload.toString('base64'),
    signatures: [signature(payloadType, payload, key)],
  }
}

/** The envelope with one more signature; an earlier one by the same key is replaced. */
export function cosign(envelope: Envelope, key: KeyObject): Envelope {
  const own = signature(envelope.payloadType, payloadOf(envelope), key)
  const others = envelope.signatures.filter(({ keyid }) => keyid !== own.keyid)
  return { ...envelope, signatures: [...others, own] }
}

/** Whether the key has signed the envelope, under its own id. */
export function isSignedBy(envelope: Envelope, key: KeyObject): boolean {
  const signed = dsse.preAuthEncoding(envelope.payloadType, payloadOf(envelope))
  const id = keyId(key)
  return envelope.signatures.some(
    ({ keyid, sig }) => keyid === id && verify(null, signed, key, Buffer.from(sig, 'base64')),
  )
}

/** Reads an envelope with a payload of this type, or returns what is wrong with it. */
export function readEnvelope(bytes: Uint8Array, payloadType: string): Envelope | string {
  const value = readOwnJson(bytes)
  if (value === undefined) {
    return 'is not JSON as Attest writes it: each key once, and no spaces'
  }
  const { data, error } = envelopeSchema.safeParse(value)
  if (data === undefined) {
    const [issue] = error.issues
    return `is no envelope (${issue?.path.join('.') || 'at its top'}: ${issue?.message ?? 'unexpected'})`
  }
  return data.payloadType === payloadType
    ? data
    : `has a payload of type ${JSON.stringify(data.payloadType)}: expected ${payloadType}`
}

export function payloadOf({ payload }: Envelope): Buffer {
  return Buffer.from(payload, 'base64')
}

function signature(payloadType: string, payload: Buffer, key: KeyObject) {
  const sig = sign(null, dsse.preAuthEncoding(payloadType, payload), key)
  return { keyid: keyId(key), sig: sig.toString('base64') }
}
