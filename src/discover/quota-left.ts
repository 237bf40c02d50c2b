import type { z } from 'zod'
import type { Service } from '../openapi/contract.ts'
import type { Asker } from './asker.ts'

/** One quota: its maximum (negative: unlimited) and how much of it is used. */
export interface Quota {
  readonly most: number
  readonly used: number
  /** How much of the quota one resource takes. */
  readonly each: number
}

/**
 * Reads what the quotas of the member's project still allow. A cloud that does not show its quotas
 * is treated as unlimited: if it then refuses a creation, that is an error of the set-up and not a
 * failure of the target.
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

/** How many more of a kind all quotas allow; absent where no quota limits it. */
export function quotaLeft(
  kind: string,
  quotas: readonly Quota[],
): Readonly<Record<string, number>> {
  const limits = quotas
    .filter(({ most, each }) => most >= 0 && each > 0)
    .map(({ most, used, each }) => Math.max(0, Math.floor((most - used) / each)))
  return limits.length === 0 ? {} : { [kind]: Math.min(...limits) }
}
