import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { PackedFile } from './bundle.ts'
import { readOwnJson } from './own-json.ts'

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

const STATEMENT = 'https://in-toto.io/Statement/v1'

const hex = z.string().regex(/^[0-9a-f]{64}$/)

/** A file that a statement covers: unpacked, and as it is stored in the bundle. */
const subjectSchema = z.strictObject({
  name: z.string(),
  digest: z.strictObject({ sha256: hex }),
  annotations: z.strictObject({ size: z.int().nonnegative(), packedSha256: hex }),
})
export type Subject = z.output<typeof subjectSchema>

/** An in-toto statement whose predicate was not checked yet. */
const statementSchema = z.strictObject({
  _type: z.literal(STATEMENT),
  subject: z.array(subjectSchema).min(1),
  predicateType: z.string(),
  predicate: z.unknown(),
})
export type Statement = z.output<typeof statementSchema>

/** The description of a file in a statement. */
export function subjectOf(bytes: Uint8Array, { name, size, packed }: PackedFile): Subject {
  const annotations = { size, packedSha256: sha256(packed) }
  return { name, digest: { sha256: sha256(bytes) }, annotations }
}

/** The bytes of a statement about these files. */
export function statement(
  subject: readonly Subject[],
  predicateType: string,
  predicate: unknown,
): Buffer {
  return Buffer.from(JSON.stringify({ _type: STATEMENT, subject, predicateType, predicate }))
}

/**
 * Reads the payload of an envelope; undefined when it is no statement, or not written as Attest
 * writes it.
 */
export function readStatement(payload: Uint8Array): Statement | undefined {
  return statementSchema.safeParse(readOwnJson(payload)).data
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
