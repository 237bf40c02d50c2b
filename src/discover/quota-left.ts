import type { z } from 'zod'
import type { Service } from '../openapi/contract.ts'
import type { Asker } from './asker.ts'

/** One quota: its maximum, of which a negative one is none at all, and what is used of it. */
export interface Quota {
  readonly most: number
  readonly used: number
  /** What one resource takes of it. */
  readonly each: number
}

/**
 * Reads what the member's project may still have. A cloud that does not tell is taken for one
 * without quotas: what it then refuses is an error of the set-up, and nobody is blamed.
 */
export async function readLimits<T>(
  member: Asker,
  service: Service,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const { response } = await member.ask({ service, method: 'GET', path: '/limits' })
  if (response?.status !== 200 || response.body.kind !== 'json') return undefined
  return schema.safeParse(response.body.value).data
}

/** How many more of a kind fit into all quotas; nothing where none of them limits it. */
export function quotaLeft(
  kind: string,
  quotas: readonly Quota[],
): Readonly<Record<string, number>> {
  const limits = quotas
    .filter(({ most, each }) => most >= 0 && each > 0)
    .map(({ most, used, each }) => Math.max(0, Math.floor((most - used) / each)))
  return limits.length === 0 ? {} : { [kind]: Math.min(...limits) }
}
