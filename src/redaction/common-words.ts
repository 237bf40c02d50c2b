/**
 * Words that are frequent in answers and reports and in none of our API documents: fields of servers,
 * volumes, tokens and quotas, and those of journals and reports.
 */
export const COMMON_WORDS = `
accessIPv4 accessIPv6 adminPass administrator allocation_id attach_status availability_zone bootable
capabilities cluster_name config_drive configuration conformance conformant connection_info connector
consistencygroup_id consumes_quota container_format contract-violation created_at data_timestamp
default_project_id description descriptions destination_type device_name disk_format display_description
display_name domain_id durationMs embedded encryption_key_id endpoints exchange exchanges expires_at
fault flavorRef group_id guest_format hibernate hostId hostStatus host_status hypervisor_hostname
image_metadata imageRef instance_uuid interrupted interface inconclusive issued_at journal key_name
launched_at links locked locked_reason maxTotalInstances maxTotalVolumes maxTotalVolumeGigabytes
member_status metadata microversion microversions migration_status multiattach networks nonconformant
not-applicable not-tested openstack operation original_name os-extended-volumes:volumes_attached
os-vol-host-attr:host os-vol-mig-status-attr:migstat os-vol-mig-status-attr:name_id
os-vol-tenant-attr:tenant_id OS-DCF:diskConfig OS-EXT-AZ:availability_zone OS-EXT-SRV-ATTR:hostname
OS-EXT-SRV-ATTR:instance_name OS-EXT-SRV-ATTR:kernel_id OS-EXT-SRV-ATTR:ramdisk_id
OS-EXT-SRV-ATTR:reservation_id OS-EXT-SRV-ATTR:root_device_name OS-EXT-STS:power_state
OS-EXT-STS:task_state OS-EXT-STS:vm_state OS-SRV-USG:launched_at OS-SRV-USG:terminated_at password
password_expires_at persona pinned_availability_zone placement plaintext progress project_id protected
provider_id read-only readonly replication_status requirement requirements resource-created resource-gone
resource-intended reservation reserved run-finished run-started scheduler_hints security_groups service
service_uuid shared_targets snapshot_id source_type source_volid stranger strictly suspended tenant_id
terminated_at totalInstancesUsed totalVolumesUsed trusted_image_certificates updated_at user_data user_id
verdicts violations visibility volume_image_metadata volume_type volume_type_id volumes_attached waiting
write access_token application_credential authentication authorization username
`
