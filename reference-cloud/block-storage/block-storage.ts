import type { Misconduct } from '../cloud-faults.ts'
import type { Deployment } from '../deployment.ts'
import type { TokenFilter } from '../identity/caller.ts'
import type { Images } from '../image/images.ts'
import type { Policies } from '../policies.ts'
import type { Release } from '../releases.ts'
import type { Transitions } from '../transitions.ts'
import { AttachmentMachine } from './attachment-machine.ts'
import { AttachmentsApi, type UsedAs } from './attachments-api.ts'
import { BlockStorageApi } from './block-storage-api.ts'
import { DetachingActions } from './detaching-actions.ts'
import { QuotaSetsApi } from './quota-sets-api.ts'
import { ProjectQuotas, type VolumeQuotas } from './quotas.ts'
import { BlockStorageInfo } from './service-info.ts'
import { SnapshotsApi } from './snapshots-api.ts'
import { BlockStorageStore } from './store.ts'
import { TransferMachine } from './transfers/transfer-machine.ts'
import { TransfersApi } from './transfers/transfers-api.ts'
import { VolumeActions } from './volume-actions.ts'
import { VolumeMachine } from './volume-machine.ts'
import { volumeTypes } from './volume-types.ts'
import { VolumesApi } from './volumes-api.ts'

export interface BlockStorageParts {
  readonly url: string
  readonly release: Release
  readonly filter: TokenFilter
  readonly images: Images
  readonly transitions: Transitions
  readonly misconduct: Misconduct
  readonly deployment: Deployment
  readonly policies: Policies
  readonly quotas: VolumeQuotas
}

export interface BlockStorage {
  readonly api: BlockStorageApi
  readonly store: BlockStorageStore
  readonly volumes: VolumeMachine
  readonly attachments: AttachmentMachine
  readonly quotas: ProjectQuotas
  /** Compute registers here how it can be asked about a server's attachments. */
  askCompute(usedAs: UsedAs): void
}

/** Puts the block storage service together. */
export function blockStorage(parts: BlockStorageParts): BlockStorage {
  const { url, release, filter, policies, images, misconduct } = parts
  const store = new BlockStorageStore(volumeTypes(), policies, parts.deployment)
  const volumes = new VolumeMachine(store, parts.transitions, misconduct)
  const quotas = new ProjectQuotas(store, parts.quotas)
  const transfers = new TransferMachine(store, volumes, misconduct)
  const attachments = new AttachmentMachine(store, volumes, release, misconduct)
  let answered: UsedAs = () => undefined
  const usedAs: UsedAs = (instanceId, volumeId) => answered(instanceId, volumeId)
  const detaching = new DetachingActions(store, attachments, usedAs, misconduct)
  const api = new BlockStorageApi(url, release, filter, [
    ...new AttachmentsApi(store, attachments, policies, release, usedAs, misconduct).routes,
    ...new VolumesApi(url, store, volumes, policies, images, quotas).routes,
    ...new VolumeActions(store, volumes, attachments, policies, detaching, misconduct).routes,
    ...new SnapshotsApi(store, parts.transitions, policies).routes,
    ...new TransfersApi(url, store, transfers, policies, quotas, misconduct).routes,
    ...new QuotaSetsApi(policies, quotas).routes,
    ...new BlockStorageInfo(store, policies, quotas).routes,
  ])
  const askCompute = (next: UsedAs) => {
    answered = next
  }
  return { api, store, volumes, attachments, quotas, askCompute }
}
