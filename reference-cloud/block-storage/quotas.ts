import { Fault } from '../faults.ts'
import type { BlockStorageStore } from './store.ts'

/** How much a project may have; -1 is unlimited. */
export interface VolumeQuotas {
  readonly volumes: number
  readonly gigabytes: number
  readonly snapshots: number
  /** Of a single volume. */
  readonly per_volume_gigabytes: number
}

type Usage = Omit<VolumeQuotas, 'per_volume_gigabytes'>

interface Sized {
  readonly size: number
}

/** The quotas of every project: those of the cloud, until an administrator gives a project its own. */
export class ProjectQuotas {
  readonly #own = new Map<string, VolumeQuotas>()

  constructor(
    private readonly store: BlockStorageStore,
    readonly usual: VolumeQuotas,
  ) {}

  of(projectId: string): VolumeQuotas {
    return this.#own.get(projectId) ?? this.usual
  }

  set(projectId: string, changes: Partial<VolumeQuotas>): void {
    this.#own.set(projectId, { ...this.of(projectId), ...changes })
  }

  usageOf(projectId: string): Usage {
    const mine = <Kept extends { readonly projectId: string }>(kept: Iterable<Kept>) =>
      [...kept].filter((one) => one.projectId === projectId)
    const volumes = mine([...this.store.volumes.values(), ...this.store.stillCounted])
    const snapshots = mine(this.store.snapshots.values())
    return {
      volumes: volumes.length,
      snapshots: snapshots.length,
      gigabytes: [...volumes, ...snapshots].reduce((sum, { size }) => sum + size, 0),
    }
  }

  /** Checks that the quota allows another volume with its snapshots. @throws Fault 413 */
  requireSpace(projectId: string, volume: Sized, snapshots: readonly Sized[] = []): void {
    const most = this.of(projectId)
    if (over(most.per_volume_gigabytes, volume.size)) {
      throw overLimit(
        `Requested volume size ${volume.size}G is larger than maximum allowed limit ${most.per_volume_gigabytes}G.`,
      )
    }
    const used = this.usageOf(projectId)
    const gigabytes = [volume, ...snapshots].reduce((sum, { size }) => sum + size, used.gigabytes)
    if (over(most.gigabytes, gigabytes)) {
      throw overLimit('Requested volume or snapshot exceeds allowed gigabytes quota.')
    }
    if (over(most.volumes, used.volumes + 1)) {
      throw overLimit(`Maximum number of volumes allowed (${most.volumes}) exceeded`)
    }
    if (over(most.snapshots, used.snapshots + snapshots.length)) {
      throw overLimit(`Maximum number of snapshots allowed (${most.snapshots}) exceeded`)
    }
  }
}

function over(most: number, wanted: number): boolean {
  return most >= 0 && wanted > most
}

function overLimit(message: string): Fault {
  return new Fault(413, message, '0')
}
