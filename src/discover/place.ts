import { homedir } from 'node:os'
import { dirname } from 'node:path'
import type { ConfigurationPlace } from '../openstack/cloud-config/files.ts'

/**
 * Where a run looks for its clouds: where OpenStack's tools look, or in one clouds file alone,
 * with nothing of the user's own configuration having a say.
 */
export function placeOf(cloudsFile?: string): ConfigurationPlace {
  if (cloudsFile === undefined) {
    return { env: process.env, cwd: process.cwd(), home: homedir() }
  }
  const directory = dirname(cloudsFile)
  return { env: { OS_CLIENT_CONFIG_FILE: cloudsFile }, cwd: directory, home: directory }
}
