import { join } from 'node:path'
import { blockStorageFound } from '../../../fixtures/block-storage/discovery/discover-block-storage.ts'
import { computeFound } from '../../../fixtures/compute/discovery/discover-compute.ts'
import type { Target } from '../../../src/discover/target.ts'
import type { CloudConfig } from '../../../src/openstack/cloud-config/cloud-config.ts'

/** Tempest's tests about volumes of servers: all that call the operations of the contracts. */
export const ATTACHMENT_TESTS = [
  String.raw`\.compute\.volumes\.test_attach_volume`,
  String.raw`\.compute\.admin\.test_volume_swap`,
  String.raw`\.compute\.admin\.test_volumes_negative`,
  String.raw`\.compute\.servers\.test_device_tagging`,
  String.raw`\.volume\..*attach`,
].join('|')

/**
 * `tempest.conf` for a cloud with fake hypervisors: without log-in to guests and without networks, with
 * everything else enabled. Tempest creates its projects and users as an administrator.
 */
export function tempestConfiguration(options: {
  readonly folder: string
  readonly target: Target
  /** The URL of Identity through the proxy, with the version. */
  readonly authUrl: string
  readonly admin: Administrator
  readonly region: string | undefined
}): string {
  const { folder, target, authUrl, admin, region } = options
  const inRegion = region === undefined ? {} : { region }
  const { networks, image, flavor, otherFlavor } = computeFound(target)
  const isNetworked = String(networks !== 'none')
  return iniOf({
    DEFAULT: { log_dir: folder, log_file: 'tempest.log', debug: 'true' },
    oslo_concurrency: { lock_path: join(folder, 'locks') },
    auth: {
      use_dynamic_credentials: 'true',
      create_isolated_networks: 'false',
      tempest_roles: 'member',
      admin_username: admin.user,
      admin_password: admin.password,
      admin_project_name: admin.project,
      admin_domain_name: admin.domain,
    },
    identity: { auth_version: 'v3', uri_v3: authUrl, v3_endpoint_type: 'public', ...inRegion },
    service_available: {
      nova: 'true',
      cinder: 'true',
      glance: 'true',
      neutron: isNetworked,
      swift: 'false',
    },
    compute: {
      ...inRegion,
      image_ref: image.id,
      image_ref_alt: image.id,
      flavor_ref: flavor.id,
      flavor_ref_alt: (otherFlavor ?? flavor).id,
      max_microversion: 'latest',
      // Tempest's default interval for polling, which is the shortest one: it accepts whole seconds only.
      build_interval: '1',
      build_timeout: '120',
      // Clouds with a fake hypervisor keep a shelved server until an administrator offloads it.
      shelved_offload_time: '-1',
    },
    'compute-feature-enabled': {
      resize: 'true',
      swap_volume: 'true',
      volume_multiattach: 'true',
      attach_encrypted_volume: 'false',
      interface_attach: isNetworked,
      metadata_service: 'false',
      config_drive: 'false',
    },
    volume: {
      ...inRegion,
      catalog_type: 'volumev3',
      max_microversion: 'latest',
      volume_size: String(blockStorageFound(target).volumeSizeGiB),
      build_interval: '1',
      build_timeout: '120',
    },
    'volume-feature-enabled': { backup: 'false', extend_attached_volume: 'true' },
    validation: { run_validation: 'false' },
  })
}

/** `stestr.conf`: where the tests are, and that the tests of one class run in one process. */
export function stestrConfiguration(topFolder: string): string {
  return iniOf({
    DEFAULT: {
      test_path: join(topFolder, 'tempest', 'test_discover'),
      top_dir: topFolder,
      group_regex: String.raw`([^\.]*\.)*`,
    },
  })
}

/** The administrator for creating projects and users of the tests, as tempest.conf names its fields. */
export interface Administrator {
  readonly user: string
  readonly password: string
  readonly project: string
  readonly domain: string
}

/** The administrator of an entry; undefined when Tempest cannot log in with its credential. */
export function administratorOf({ credential }: CloudConfig): Administrator | undefined {
  if (credential.method !== 'password') return undefined
  const { user, password, project } = credential
  if (!('name' in user && 'name' in project && 'name' in user.domain)) return undefined
  return {
    user: user.name,
    password: password.reveal(),
    project: project.name,
    domain: user.domain.name,
  }
}

type Sections = Readonly<Record<string, Readonly<Record<string, string>>>>

function iniOf(sections: Sections): string {
  return Object.entries(sections)
    .map(([name, options]) => {
      const lines = Object.entries(options).map(([key, value]) => `${key} = ${value}`)
      return `[${name}]\n${lines.join('\n')}\n`
    })
    .join('\n')
}
