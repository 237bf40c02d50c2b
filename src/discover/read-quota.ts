import { z } from 'zod'
import type { Asker } from './asker.ts'

/** How many more servers and volumes the cloud lets the project have; absent where unlimited. */
export interface Room {
  readonly servers?: number
  readonly volumes?: number
}

// A negative maximum is none at all.
const computeLimits = z.object({
  limits: z.object({
    absolute: z.object({
      maxTotalInstances: z.number().default(-1),
      totalInstancesUsed: z.number().default(0),
      maxTotalCores: z.number().default(-1),
      totalCoresUsed: z.number().default(0),
      maxTotalRAMSize: z.number().default(-1),
      totalRAMUsed: z.number().default(0),
    }),
  }),
})
const volumeLimits = z.object({
  limits: z.object({
    absolute: z.object({
      maxTotalVolumes: z.number().default(-1),
      totalVolumesUsed: z.number().default(0),
      maxTotalVolumeGigabytes: z.number().default(-1),
      totalGigabytesUsed: z.number().default(0),
    }),
  }),
})

/** What one server and one volume of the run take. */
export interface Footprint {
  readonly cores: number
  readonly ramMiB: number
  readonly volumeGiB: number
}

/**
 * Reads what the member's project may still have. A cloud that does not tell is taken for one
 * without quotas: what it then refuses is an error of the set-up, and nobody is blamed.
 */
export async function readRoom(member: Asker, footprint: Footprint): Promise<Room> {
  const [compute, volume] = await Promise.all([
    limitsOf(member, 'compute', computeLimits),
    limitsOf(member, 'block-storage', volumeLimits),
  ])
  const servers = compute && [
    left(compute.limits.absolute.maxTotalInstances, compute.limits.absolute.totalInstancesUsed, 1),
    left(
      compute.limits.absolute.maxTotalCores,
      compute.limits.absolute.totalCoresUsed,
      footprint.cores,
    ),
    left(
      compute.limits.absolute.maxTotalRAMSize,
      compute.limits.absolute.totalRAMUsed,
      footprint.ramMiB,
    ),
  ]
  const volumes = volume && [
    left(volume.limits.absolute.maxTotalVolumes, volume.limits.absolute.totalVolumesUsed, 1),
    left(
      volume.limits.absolute.maxTotalVolumeGigabytes,
      volume.limits.absolute.totalGigabytesUsed,
      footprint.volumeGiB,
    ),
  ]
  return {
    ...smallest('servers', servers),
    ...smallest('volumes', volumes),
  }
}

async function limitsOf<T>(
  member: Asker,
  service: 'compute' | 'block-storage',
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const { response } = await member.ask({ service, method: 'GET', path: '/limits' })
  if (response?.status !== 200 || response.body.kind !== 'json') return undefined
  return schema.safeParse(response.body.value).data
}

function left(most: number, used: number, each: number): number {
  return most < 0 || each <= 0
    ? Number.POSITIVE_INFINITY
    : Math.max(0, Math.floor((most - used) / each))
}

function smallest<Name extends 'servers' | 'volumes'>(
  name: Name,
  numbers: readonly number[] | undefined,
): { readonly [key in Name]?: number } {
  const least = Math.min(...(numbers ?? []))
  return Number.isFinite(least) ? ({ [name]: least } as { readonly [key in Name]?: number }) : {}
}
