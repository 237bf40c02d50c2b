import { microversion } from '../openapi/microversion.ts'
import type { Target } from './target.ts'

const available = { available: true } as const

/** A target that has everything, for tests of planning. */
export const SAMPLE_TARGET: Target = {
  identity: {
    name: 'harbour',
    authUrl: 'http://harbour.example/identity/v3',
    services: {
      compute: {
        title: 'Compute',
        endpoint: 'http://harbour.example/compute/v2.1',
        microversions: range('2.1', '2.104'),
      },
      'block-storage': {
        title: 'Block Storage',
        endpoint: 'http://harbour.example/volume/v3/p',
        microversions: range('3.0', '3.71'),
      },
    },
    personas: ['member'],
  },
  working: { compute: microversion('2.104'), 'block-storage': microversion('3.71') },
  personas: {
    member: available,
    reader: available,
    guest: available,
    stranger: available,
    admin: available,
    nobody: available,
  },
  features: {
    'multiattach-type': available,
    shelve: available,
    resize: available,
    'image-boot': available,
    'volume-boot': available,
    'direct-swap': available,
    'direct-swap-refused': available,
  },
  restrictsRoles: true,
  projectId: 'p',
  found: {
    compute: {
      image: { id: 'i', name: 'small' },
      minDiskGiB: 0,
      flavor: { id: 'f', name: 'tiny' },
      networks: 'none',
    },
    'block-storage': { volumeSizeGiB: 1 },
  },
  quotaLeft: {},
}

function range(min: string, max: string) {
  return { min: microversion(min), max: microversion(max) }
}
