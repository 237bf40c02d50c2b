import { randomUUID } from 'node:crypto'
import type { VolumeType } from './volume.ts'

/** Newest first, as the service lists them. */
export function volumeTypes(): readonly VolumeType[] {
  return [
    { id: randomUUID(), name: 'shareable', description: null, multiattach: true },
    { id: randomUUID(), name: 'standard', description: null, multiattach: false },
    {
      id: randomUUID(),
      name: '__DEFAULT__',
      description: 'Default Volume Type',
      multiattach: false,
    },
  ]
}

export function defaultType(types: readonly VolumeType[]): VolumeType {
  const found = types.find(({ name }) => name === '__DEFAULT__')
  if (!found) throw new TypeError('the volume types must have a default one')
  return found
}
