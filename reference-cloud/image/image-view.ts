import { zulu } from '../timestamps.ts'
import type { Image } from './image.ts'

/** An image as list and show answer it. */
export function imageView(image: Image) {
  const { id, size } = image
  return {
    ...Object.fromEntries(image.properties),
    name: image.name,
    disk_format: image.diskFormat,
    container_format: image.containerFormat,
    visibility: image.visibility,
    size,
    virtual_size: size,
    status: image.status,
    checksum: null,
    protected: image.protected,
    min_ram: 0,
    min_disk: 0,
    owner: image.projectId,
    os_hidden: false,
    os_hash_algo: null,
    os_hash_value: null,
    id,
    created_at: zulu(image.createdAt),
    updated_at: zulu(image.updatedAt),
    tags: image.tags,
    self: `/v2/images/${id}`,
    file: `/v2/images/${id}/file`,
    schema: '/v2/schemas/image',
  }
}
