import { randomUUID } from 'node:crypto'
import type { VolumeType } from './volume.ts'

/** Newest first, as the service lists them. */
export function volumeTypes(): readonly VolumeType[] {
  return [
    volumeType('encrypted', { encrypted: true }),
    volumeType('shareable', { multiattach: true }),
    volumeType('standard'),
    volumeType('__DEFAULT__', { description: 'Default Volume Type' }),
  ]
}

function volumeType(name: string, traits: Partial<VolumeType> = {}): VolumeType {
  const plain = { description: null, multiattach: false, encrypted: false }
  return { id: randomUUID(), name, ...plain, ...traits }
}

export function defaultType(types: readonly VolumeType[]): VolumeType {
  const found = types.find(({ name }) => name === '__DEFAULT__')
  if (!found) throw new TypeError('the volume types must have a default one')
  return found
}
