import { type Contracts, PERSONAS, type Persona } from '../openapi/contract.ts'
import type { Asker } from './asker.ts'
import { DiscoveryError } from './discovery-error.ts'
import { findBootSource } from './find-boot-source.ts'
import { findVolumeTypes } from './find-volume-types.ts'
import { probeRoles } from './probe-roles.ts'
import { readRoom } from './read-quota.ts'
import type { Availability, Feature, Target, TargetWishes } from './target.ts'
import { testedServices } from './tested-services.ts'
import { workingMicroversions } from './working-microversions.ts'

const UUID = /^[0-9a-f]{8}(-?[0-9a-f]{4}){4}[0-9a-f]{8}$/i

/**
 * Finds out what of the contracts can be tested on the cloud, with reads only. Throws
 * {@link DiscoveryError} when something that every run needs is missing.
 */
export async function discoverTarget(
  sessions: ReadonlyMap<Persona, Asker>,
  contracts: Contracts,
  wishes: TargetWishes,
): Promise<Target> {
  const member = sessions.get('member')
  if (member === undefined) throw new TypeError('discovery needs the session of the member')
  const [boot, types, restrictsRoles] = await Promise.all([
    findBootSource(member, wishes),
    findVolumeTypes(member, wishes),
    probeRoles(sessions),
  ])
  const volumeSizeGiB = Math.max(wishes.volumeSizeGiB, boot.minDiskGiB)
  const { vcpus: cores, ram: ramMiB } = boot.flavor
  const room = await readRoom(member, { cores, ramMiB, volumeGiB: volumeSizeGiB })
  return {
    identity: {
      name: member.config.name,
      authUrl: member.config.authUrl,
      services: testedServices(member, contracts),
      personas: PERSONAS.filter((persona) => sessions.has(persona)),
    },
    working: workingMicroversions(member, contracts),
    personas: personasOf(sessions),
    features: featuresOf(types.multiattachType, boot.otherFlavor, wishes.absent),
    restrictsRoles,
    projectId: member.projectId,
    image: boot.image,
    flavor: { id: boot.flavor.id, name: boot.flavor.name },
    ...(boot.otherFlavor && { otherFlavor: boot.otherFlavor }),
    networks: networksOf(wishes.network),
    ...types,
    volumeSizeGiB,
    room,
  }
}

function personasOf(sessions: ReadonlyMap<Persona, Asker>): Target['personas'] {
  const availability = (persona: Persona): Availability =>
    sessions.has(persona)
      ? { available: true }
      : { available: false, why: `no cloud entry was named for it: --persona ${persona}=ENTRY` }
  return {
    member: availability('member'),
    reader: availability('reader'),
    guest: availability('guest'),
    stranger: availability('stranger'),
    admin: availability('admin'),
    nobody: availability('nobody'),
  }
}

function featuresOf(
  multiattachType: string | undefined,
  otherFlavor: Target['otherFlavor'],
  absent: TargetWishes['absent'],
): Target['features'] {
  const declared = (feature: Feature): Availability => {
    const found = absent.find((one) => one.feature === feature)
    return found === undefined
      ? { available: true }
      : { available: false, declaredAbsent: true, why: `declared absent: ${found.reason}` }
  }
  const multiattach = declared('multiattach-type')
  const resize = declared('resize')
  return {
    'multiattach-type':
      multiattach.available && multiattachType === undefined
        ? {
            available: false,
            why: 'no volume type with multiattach="<is> True" is visible: name one with multiattach-type',
          }
        : multiattach,
    shelve: declared('shelve'),
    resize:
      resize.available && otherFlavor === undefined
        ? {
            available: false,
            why: 'no second flavor that fits the image and has no smaller disk is visible',
          }
        : resize,
    'volume-boot': declared('volume-boot'),
    'direct-swap': declared('direct-swap'),
    'direct-swap-refused': declared('direct-swap-refused'),
  }
}

function networksOf(wish: string | undefined): Target['networks'] {
  if (wish === undefined || wish === 'none') return 'none'
  if (wish === 'auto') return 'auto'
  // Compute knows networks by their id only, and no service that is asked here knows names.
  if (UUID.test(wish)) return [{ uuid: wish }]
  throw new DiscoveryError(
    `network "${wish}" is not an id`,
    'name the network by its id, or give none or auto',
  )
}
