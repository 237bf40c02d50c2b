import { createHash } from 'node:crypto'
import { z } from 'zod'

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

const STATEMENT = 'https://in-toto.io/Statement/v1'

const digest = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })

/** An in-toto statement with its predicate not yet looked at. */
const statementSchema = z.strictObject({
  _type: z.literal(STATEMENT),
  subject: z.array(z.strictObject({ name: z.string(), digest })).min(1),
  predicateType: z.string(),
  predicate: z.unknown(),
})
export type Statement = z.output<typeof statementSchema>

/** The bytes of a statement about these files. */
export function statement(
  files: ReadonlyMap<string, Uint8Array>,
  predicateType: string,
  predicate: unknown,
): Buffer {
  const subject = [...files].map(([name, bytes]) => ({ name, digest: { sha256: sha256(bytes) } }))
  return Buffer.from(JSON.stringify({ _type: STATEMENT, subject, predicateType, predicate }))
}

/** Reads the payload of an envelope; undefined when it is no statement. */
export function readStatement(payload: Uint8Array): Statement | undefined {
  try {
    return statementSchema.safeParse(JSON.parse(Buffer.from(payload).toString('utf8'))).data
  } catch {
    return undefined
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
