export const ATTACHMENT_FILTERS: readonly string[] = [
  'volume_id',
  'status',
  'instance_id',
  'attach_status',
]

export const VOLUME_FILTERS: readonly string[] = [
  'name',
  'status',
  'metadata',
  'bootable',
  'migration_status',
  'availability_zone',
  'group_id',
  'size',
  'created_at',
  'updated_at',
  'consumes_quota',
]

/** The filters that a member may use, according to the deployment's filter file. */
export const RESOURCE_FILTERS: ReadonlyArray<{ resource: string; filters: readonly string[] }> = [
  { resource: 'volume', filters: VOLUME_FILTERS },
  { resource: 'backup', filters: ['name', 'status', 'volume_id'] },
  { resource: 'attachment', filters: ATTACHMENT_FILTERS },
  { resource: 'volume_type', filters: ['is_public', 'extra_specs'] },
]
