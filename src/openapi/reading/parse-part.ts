import type { z } from 'zod'
import { ContractError } from '../contract-error.ts'
import { type JsonPointer, pointer } from '../json-pointer.ts'

/** Parses one part of a contract document. Throws {@link ContractError} with the place of what is wrong. */
export function parsePart<T>(
  schema: z.ZodType<T>,
  value: unknown,
  file: string,
  at: JsonPointer,
): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = at + pointer(...(issue?.path ?? []).map(String))
  throw new ContractError(file, place, issue?.message ?? 'unreadable')
}
