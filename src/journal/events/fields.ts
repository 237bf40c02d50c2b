import { z } from 'zod'
import { PERSONAS } from '../../openapi/contract.ts'
import type { CaseId } from '../../plan/case.ts'

/**
 * A text whose form is not checked here: the writer is responsible for it, and readers only show it
 * or look it up.
 */
export const text = <T extends string>() =>
  z.custom<T>((value) => typeof value === 'string' && value !== '')

/**
 * A list that readers do not change. zod's `readonly()` would freeze each list, which takes time.
 */
export const list = <T>(item: z.ZodType<T>): z.ZodType<readonly T[]> => z.array(item)

/** ISO 8601 with milliseconds. */
export const at = z.iso.datetime()
export const persona = z.enum(PERSONAS)
export const milliseconds = z.number().nonnegative()
export const count = z.int().nonnegative()
export const caseId = text<CaseId>()

/** The part of a merged run to which the event belongs. Absent: it belongs to the whole run. */
export const part = count.exactOptional()

/** What an event was for. */
export const scope = {
  /** Absent for what serves several cases, such as the boot of a shared server. */
  case: caseId.exactOptional(),
  /** Set when it serves several cases: its purpose, where cases use the result. */
  group: z.string().exactOptional(),
}

/** A resource that the run has created, or that the target has. */
export const named = z.object({ id: z.string(), name: z.string() })
