import { isAdmin } from '../identity/caller.ts'
import { fresh, stored } from '../timestamps.ts'
import { type Call, since } from './call.ts'
import type { Attachment, SourceImage, Volume, VolumeType } from './volume.ts'

const HOST = 'reference-host@backend#pool'
const SERVICE_ID = 'f3a1c5d2-0d7e-4b5c-9a55-0b3c44a1e9d0'

function links(volume: Volume, call: Call, url: string) {
  const path = `${call.urlProject}/volumes/${volume.id}`
  return [
    { rel: 'self', href: `${url}/v3${path}` },
    { rel: 'bookmark', href: `${url}${path}` },
  ]
}

export function volumeSummary(volume: Volume, call: Call, url: string) {
  return { id: volume.id, name: volume.name, links: links(volume, call, url) }
}

/** Only finished attachments are shown. */
function attachmentsOf(attachments: readonly Attachment[], admin: boolean) {
  return attachments
    .filter(({ status }) => status === 'attached')
    .map((attachment) => ({
      id: attachment.volumeId,
      attachment_id: attachment.id,
      volume_id: attachment.volumeId,
      server_id: attachment.instanceId,
      host_name: admin ? attachment.host : null,
      device: attachment.mountpoint,
      attached_at: attachment.attachedAt ? stored(attachment.attachedAt) : null,
    }))
}

export interface VolumeContext {
  readonly attachments: readonly Attachment[]
  readonly url: string
}

/** The answer of a creation: the volume before the backend has begun. */
export function volumeCreated(volume: Volume, call: Call, context: VolumeContext) {
  return {
    ...common(volume, call, context),
    created_at: fresh(volume.createdAt),
    ...byVersion(call, { shared_targets: true, service_uuid: null }, volume),
  }
}

export function volumeUpdated(volume: Volume, call: Call, context: VolumeContext) {
  const shared = { shared_targets: false, service_uuid: SERVICE_ID }
  return { ...common(volume, call, context), ...byVersion(call, shared, volume) }
}

export function volumeDetail(volume: Volume, call: Call, context: VolumeContext) {
  return {
    ...volumeUpdated(volume, call, context),
    'os-vol-tenant-attr:tenant_id': volume.projectId,
    ...(volume.image && {
      volume_image_metadata: imageMetadata(volume.image),
    }),
    ...(isAdmin(call.caller) && {
      'os-vol-host-attr:host': HOST,
      'os-vol-mig-status-attr:migstat': volume.migrationStatus,
      'os-vol-mig-status-attr:name_id': null,
    }),
  }
}

function common(volume: Volume, call: Call, { attachments, url }: VolumeContext) {
  const admin = isAdmin(call.caller)
  return {
    id: volume.id,
    status: volume.status,
    size: volume.size,
    availability_zone: volume.availabilityZone,
    created_at: stored(volume.createdAt),
    updated_at: volume.updatedAt ? stored(volume.updatedAt) : null,
    name: volume.name,
    description: volume.description,
    volume_type: volume.type.name,
    snapshot_id: null,
    source_volid: null,
    metadata: {
      ...volume.metadata,
      ...(volume.readonlyFlag !== undefined && {
        readonly: volume.readonlyFlag ? 'True' : 'False',
      }),
    },
    links: links(volume, call, url),
    user_id: volume.userId,
    bootable: String(volume.bootable),
    encrypted: volume.type.encrypted,
    replication_status: null,
    consistencygroup_id: null,
    multiattach: volume.multiattach,
    attachments: attachmentsOf(attachments, admin),
    ...(admin && { migration_status: volume.migrationStatus }),
  }
}

function byVersion(call: Call, shared: Record<string, unknown>, volume: Volume) {
  const admin = isAdmin(call.caller)
  return {
    ...(since(call, '3.13') && { group_id: null }),
    ...(since(call, '3.21') && admin && { provider_id: null }),
    ...(since(call, '3.48') && shared),
    ...(since(call, '3.61') && admin && { cluster_name: null }),
    ...(since(call, '3.63') && { volume_type_id: volume.type.id }),
    ...(since(call, '3.65') && { consumes_quota: true }),
  }
}

export function typeView({ id, name, description, multiattach }: VolumeType) {
  return {
    id,
    name,
    is_public: true,
    description,
    extra_specs: multiattach ? { multiattach: '<is> True' } : {},
  }
}

function imageMetadata({ id, name, size }: SourceImage) {
  return {
    signature_verified: 'False',
    image_id: id,
    image_name: name,
    checksum: '',
    container_format: 'bare',
    disk_format: 'raw',
    min_disk: '0',
    min_ram: '0',
    size: String(size),
  }
}
