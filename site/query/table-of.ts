import { z } from 'zod'
import type { TargetHistory } from '../history/target-history.ts'
import { type Manual, promisesIn } from '../manual/manual.ts'
import { LETTERS, type QueryTable, UNKNOWN } from './table.ts'

/** The table of a site that queries are asked of. */
export function tableOf(
  manual: Manual,
  histories: readonly TargetHistory[],
  builtAt: string,
): QueryTable {
  const promises = promisesIn(manual)
  return {
    builtAt,
    promises: promises.map(
      ({ id, operation, status, level, persona, when, errata, microversions }) => {
        const { min, max } = microversions
        return {
          ...{ id, operation, status, level, when, errata, min, max },
          persona: persona.name,
        }
      },
    ),
    targets: histories.map(({ id, title, newest, standings }) => ({
      ...{ id, title },
      release: newest.run.release,
      verdicts: promises
        .map((promise) => LETTERS[standings.get(promise.id)?.verdict ?? ''] ?? UNKNOWN)
        .join(''),
      changed: Object.fromEntries(
        promises.flatMap((promise, place) => {
          const change = standings.get(promise.id)?.changed
          if (change === undefined) return []
          return [[place, [change.after.run.startedAt.slice(0, 10), change.cause] as const]]
        }),
      ),
    })),
  }
}

const nullable = z.string().nullable()

export const tableSchema: z.ZodType<QueryTable> = z.object({
  builtAt: z.string(),
  promises: z.array(
    z.object({
      id: z.string(),
      operation: z.string(),
      status: z.int(),
      level: z.string(),
      persona: z.string(),
      when: z.string(),
      min: nullable,
      max: nullable,
      errata: z.array(z.string()),
    }),
  ),
  targets: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      release: nullable,
      verdicts: z.string(),
      changed: z.record(z.string(), z.tuple([z.string(), z.string()])),
    }),
  ),
})
