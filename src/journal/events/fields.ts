import { z } from 'zod'
import { PERSONAS } from '../../openapi/contract.ts'
import type { CaseId } from '../../plan/case.ts'

/** A text whose form the writer answers for. Reports show it and look it up, nothing more. */
export const text = <T extends string>() =>
  z.custom<T>((value) => typeof value === 'string' && value !== '')

/** A list that readers do not change. The `readonly()` of zod would freeze each, which takes time. */
export const list = <T>(item: z.ZodType<T>): z.ZodType<readonly T[]> => z.array(item)

/** ISO 8601 with milliseconds. */
export const at = z.iso.datetime()
export const persona = z.enum(PERSONAS)
export const milliseconds = z.number().nonnegative()
export const count = z.int().nonnegative()
export const caseId = text<CaseId>()

/** The part of a merged run that the event is of. Absent: it is of the whole. */
export const part = count.exactOptional()

/** What an event was for. */
export const scope = {
  /** Absent for what serves several cases, such as a shared server's boot. */
  case: caseId.exactOptional(),
  /** What it was for when it serves several cases, if they use what came of it. */
  group: z.string().exactOptional(),
}

/** Something that the run has made, or the target has. */
export const named = z.object({ id: z.string(), name: z.string() })
