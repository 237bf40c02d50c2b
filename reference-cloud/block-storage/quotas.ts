import type { BlockStorageStore } from './store.ts'

/** How much a project may have; -1 is unlimited. */
export interface VolumeQuotas {
  readonly volumes: number
  readonly gigabytes: number
}

export function usageOf(store: BlockStorageStore, projectId: string): VolumeQuotas {
  const own = [...store.volumes.values()].filter((volume) => volume.projectId === projectId)
  return { volumes: own.length, gigabytes: own.reduce((sum, { size }) => sum + size, 0) }
}
