import type { BlockStorage } from '../block-storage/block-storage.ts'
import type { Misconduct } from '../cloud-faults.ts'
import type { Deployment } from '../deployment.ts'
import type { TokenFilter } from '../identity/caller.ts'
import type { Images } from '../image/images.ts'
import type { Policies } from '../policies.ts'
import type { Release } from '../releases.ts'
import type { Transitions } from '../transitions.ts'
import { ComputeApi } from './compute-api.ts'
import { ServerCreation } from './creation/server-creation.ts'
import { FlavorsApi } from './flavors.ts'
import { InstanceActionsApi } from './instance-actions.ts'
import { ServerActions } from './server-actions.ts'
import { ServerMachine } from './server-machine.ts'
import { ServerMetadataApi } from './server-metadata.ts'
import { ServersApi } from './servers-api.ts'
import { ComputeInfo } from './service-info.ts'
import { ComputeStore } from './store.ts'
import { VersionDocuments } from './version-documents.ts'
import { VolumeAttach } from './volume-attach.ts'
import { VolumeAttachmentsApi } from './volume-attachments-api.ts'
import { VolumeDetach } from './volume-detach.ts'
import { VolumeGateway } from './volume-gateway.ts'
import { VolumeUpdate } from './volume-update.ts'
import { KeptVolumes } from './volumes/kept-volumes.ts'

export interface ComputeParts {
  readonly url: string
  readonly release: Release
  readonly filter: TokenFilter
  readonly images: Images
  readonly transitions: Transitions
  readonly misconduct: Misconduct
  readonly deployment: Deployment
  readonly policies: Policies
  readonly storage: BlockStorage
  readonly maxServers: number
  readonly maxDisks: number
  readonly shelvedOffloadTime: 0 | -1
}

export interface Compute {
  readonly api: ComputeApi
  readonly store: ComputeStore
}

/** Puts the compute service together, on top of block storage. */
export function compute(parts: ComputeParts): Compute {
  const { url, release, policies, images, transitions, storage, misconduct } = parts
  const store = new ComputeStore(parts.deployment)
  storage.askCompute((serverId, volumeId) => store.attachmentIdOf(serverId, volumeId))
  const volumes = new VolumeGateway(storage.store, storage.volumes, storage.attachments, misconduct)
  const kept = new KeptVolumes(store, volumes, release, misconduct)
  const machine = new ServerMachine(store, volumes, kept, images, transitions, misconduct)
  const creation = new ServerCreation(store, volumes, images, parts.maxServers, misconduct)
  const operations = {
    attach: new VolumeAttach(store, machine, volumes, transitions, parts.maxDisks, misconduct),
    update: new VolumeUpdate(store, machine, volumes, transitions, release, misconduct),
    detach: new VolumeDetach(store, machine, volumes, kept, transitions, misconduct),
  }
  const api = new ComputeApi(release, parts.filter, new VersionDocuments(url, release), [
    ...new VolumeAttachmentsApi(store, policies, release, operations).routes,
    ...new ServersApi(url, store, machine, creation, policies).routes,
    ...new ServerActions(store, machine, kept, images, policies, parts.shelvedOffloadTime, url)
      .routes,
    ...new ServerMetadataApi(store, policies).routes,
    ...new InstanceActionsApi(store, policies).routes,
    ...new FlavorsApi(url, parts.deployment).routes,
    ...new ComputeInfo(store, policies, parts.maxServers).routes,
  ])
  return { api, store }
}
