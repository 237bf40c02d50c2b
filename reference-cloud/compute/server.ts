import type { Flavor } from './flavors.ts'

export type VmState =
  | 'building'
  | 'active'
  | 'paused'
  | 'suspended'
  | 'stopped'
  | 'rescued'
  | 'resized'
  | 'error'
  | 'soft-delete'
  | 'shelved'
  | 'shelved_offloaded'
  | 'deleted'

/** One disk of a server, its local root disk included. */
export interface Mapping {
  readonly id: string
  readonly root: boolean
  /** Null for a disk that is not a volume, and while the volume has yet to be made. */
  volumeId: string | null
  /** Image of a volume that is made when the server is built. */
  readonly fromImage:
    | { readonly imageId: string; readonly size: number; readonly type: string | null }
    | undefined
  attachmentId: string | null
  device: string | null
  readonly tag: string | null
  deleteOnTermination: boolean
  /** The volume that is about to take the place of this one. */
  replacedBy?: string
}

export interface InstanceEvent {
  readonly event: string
  readonly startedAt: Date
  finishedAt: Date | null
  result: 'Success' | 'Error' | null
}

export interface InstanceAction {
  readonly action: string
  readonly requestId: string
  readonly userId: string
  readonly projectId: string
  readonly startedAt: Date
  updatedAt: Date
  readonly events: InstanceEvent[]
}

/** A row of the instance table, with all that hangs on it. Only the machines change its states. */
export interface Server {
  readonly id: string
  readonly projectId: string
  readonly userId: string
  readonly number: number
  readonly reservationId: string
  readonly createdAt: Date
  /** Null when it boots from a volume. */
  readonly imageId: string | null
  readonly hostname: string
  readonly mappings: Mapping[]
  readonly actions: InstanceAction[]
  readonly keyName: string | null
  readonly userData: string | null
  readonly configDrive: string
  readonly zone: string
  /** Why it is in error; null where an administrator has set that. */
  fault: string | null
  name: string
  description: string | null
  metadata: Record<string, string>
  tags: string[]
  flavor: Flavor
  previousFlavor: Flavor | undefined
  vmState: VmState
  taskState: string | null
  /** The state to which it returns after a rescue or a resize. */
  returnsTo: VmState
  powerState: number
  host: string | null
  lockedBy: 'owner' | 'admin' | null
  lockedReason: string | null
  launchedAt: Date | null
  updatedAt: Date
}

const STATUSES: Readonly<Record<VmState, string>> = {
  building: 'BUILD',
  active: 'ACTIVE',
  paused: 'PAUSED',
  suspended: 'SUSPENDED',
  stopped: 'SHUTOFF',
  rescued: 'RESCUE',
  resized: 'VERIFY_RESIZE',
  error: 'ERROR',
  'soft-delete': 'SOFT_DELETED',
  shelved: 'SHELVED',
  shelved_offloaded: 'SHELVED_OFFLOADED',
  deleted: 'DELETED',
}

const STATUSES_OF_TASKS: Readonly<Record<string, string>> = {
  rebooting: 'REBOOT',
  rebooting_hard: 'HARD_REBOOT',
  rebuilding: 'REBUILD',
  resize_prep: 'RESIZE',
  resize_migrating: 'RESIZE',
  resize_finish: 'RESIZE',
  resize_reverting: 'REVERT_RESIZE',
}

export const SERVER_STATUSES: readonly string[] = [
  ...Object.values(STATUSES),
  ...Object.values(STATUSES_OF_TASKS),
]

export function serverStatus({ vmState, taskState }: Server): string {
  return STATUSES_OF_TASKS[taskState ?? ''] ?? STATUSES[vmState]
}
