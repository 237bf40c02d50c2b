import { createHash } from 'node:crypto'
import { isAdmin } from '../identity/caller.ts'
import { stored, zulu } from '../timestamps.ts'
import { type Call, since } from './call.ts'
import { type Server, serverStatus } from './server.ts'

/** A name for the host that tells a project nothing about it. */
export function hostIdOf({ host, projectId }: Server): string {
  return host === null
    ? ''
    : createHash('sha224')
        .update(projectId + host)
        .digest('hex')
}

function links(server: Server, url: string) {
  const path = `/servers/${server.id}`
  return [
    { rel: 'self', href: `${url}/v2.1${path}` },
    { rel: 'bookmark', href: `${url}${path}` },
  ]
}

export function serverLinks(server: Server, url: string) {
  return { id: server.id, links: links(server, url) }
}

export function serverSummary(server: Server, url: string) {
  return { id: server.id, name: server.name, links: links(server, url) }
}

function flavorOf({ flavor }: Server, call: Call, url: string) {
  const { id, name, ram, disk, vcpus } = flavor
  if (since(call, '2.47')) {
    return { vcpus, ram, disk, ephemeral: 0, swap: 0, original_name: name, extra_specs: {} }
  }
  return { id, links: [{ rel: 'bookmark', href: `${url}/flavors/${id}` }] }
}

function imageOf({ imageId }: Server, call: Call, url: string) {
  if (imageId === null) return ''
  const links = [{ rel: 'bookmark', href: `${url}/images/${imageId}` }]
  return { id: imageId, links, ...(since(call, '2.98') && { properties: {} }) }
}

/** Below 2.75 the answers of update and rebuild are this, without the extended attributes. */
export function serverBasics(server: Server, call: Call, url: string) {
  return {
    id: server.id,
    name: server.name,
    status: serverStatus(server),
    tenant_id: server.projectId,
    user_id: server.userId,
    metadata: server.metadata,
    hostId: hostIdOf(server),
    image: imageOf(server, call, url),
    flavor: flavorOf(server, call, url),
    created: zulu(server.createdAt),
    updated: zulu(server.updatedAt),
    addresses: {},
    accessIPv4: '',
    accessIPv6: '',
    links: links(server, url),
    'OS-DCF:diskConfig': 'MANUAL',
    ...(['ACTIVE', 'BUILD', 'RESIZE', 'VERIFY_RESIZE'].includes(serverStatus(server)) && {
      progress: 0,
    }),
    ...(server.vmState === 'error' && {
      fault: {
        code: 500,
        created: zulu(server.updatedAt),
        message: server.fault ?? 'Set by an administrator',
      },
    }),
    ...(since(call, '2.9') && { locked: server.lockedBy !== null }),
    ...(since(call, '2.19') && { description: server.description }),
    ...(since(call, '2.26') && { tags: server.tags }),
  }
}

function hostAttributes(server: Server, call: Call) {
  return {
    'OS-EXT-SRV-ATTR:host': server.host,
    'OS-EXT-SRV-ATTR:instance_name': `instance-${server.number.toString(16).padStart(8, '0')}`,
    'OS-EXT-SRV-ATTR:hypervisor_hostname': server.host,
    ...(since(call, '2.3') && {
      'OS-EXT-SRV-ATTR:reservation_id': server.reservationId,
      'OS-EXT-SRV-ATTR:launch_index': 0,
      'OS-EXT-SRV-ATTR:hostname': server.hostname,
      'OS-EXT-SRV-ATTR:kernel_id': '',
      'OS-EXT-SRV-ATTR:ramdisk_id': '',
      'OS-EXT-SRV-ATTR:root_device_name': '/dev/sda',
      'OS-EXT-SRV-ATTR:user_data': server.userData,
    }),
    ...(since(call, '2.16') && { host_status: server.host === null ? '' : 'UP' }),
  }
}

function volumesOf({ mappings }: Server, call: Call) {
  return mappings
    .filter(({ volumeId }) => volumeId !== null)
    .map(({ volumeId, deleteOnTermination }) => ({
      id: volumeId,
      ...(since(call, '2.3') && { delete_on_termination: deleteOnTermination }),
    }))
}

export function serverDetail(server: Server, call: Call, url: string) {
  return {
    ...serverBasics(server, call, url),
    'OS-EXT-AZ:availability_zone': server.host === null ? '' : server.zone,
    config_drive: server.configDrive,
    key_name: server.keyName,
    'OS-SRV-USG:launched_at': server.launchedAt ? stored(server.launchedAt) : null,
    'OS-SRV-USG:terminated_at': null,
    ...(isAdmin(call.caller) && hostAttributes(server, call)),
    'OS-EXT-STS:task_state': server.taskState,
    'OS-EXT-STS:vm_state': server.vmState,
    'OS-EXT-STS:power_state': server.powerState,
    'os-extended-volumes:volumes_attached': volumesOf(server, call),
    ...(since(call, '2.63') && { trusted_image_certificates: null }),
    ...(since(call, '2.71') && { server_groups: [] }),
    ...(since(call, '2.73') && { locked_reason: server.lockedReason }),
    ...(since(call, '2.90') && { 'OS-EXT-SRV-ATTR:hostname': server.hostname }),
    ...(since(call, '2.96') && { pinned_availability_zone: null }),
    ...(since(call, '2.100') && { scheduler_hints: {} }),
  }
}
