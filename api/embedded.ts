import { placeOf } from '../src/discover/place.ts'
import type { TargetIdentity } from '../src/discover/target.ts'
import { loadCloud } from '../src/openstack/cloud-config/cloud-config.ts'
import { ConfigurationError } from '../src/openstack/cloud-config/configuration-error.ts'
import type { ConfigurationPlace } from '../src/openstack/cloud-config/files.ts'
import type { Settings } from '../src/settings/settings.ts'

/** Neither the settings nor the `OS_*` variables name a cloud. */
export function meansReferenceCloud(
  { cloud }: Pick<Settings, 'cloud'>,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  return cloud === undefined && !environment.OS_CLOUD && !environment.OS_AUTH_URL
}

/**
 * Whether a run was on a reference cloud in its own process, which no longer exists; false for a
 * configured cloud of the same name.
 */
export function wasEmbedded(
  { name, authUrl }: Pick<TargetIdentity, 'name' | 'authUrl'>,
  settings: Pick<Settings, 'cloud'>,
  place: ConfigurationPlace = placeOf(),
): boolean {
  if (name !== 'reference' || !meansReferenceCloud(settings)) return false
  try {
    return loadCloud({ ...place, cloud: name }).authUrl !== authUrl
  } catch (error) {
    if (error instanceof ConfigurationError) return true
    throw error
  }
}
