import { homedir } from 'node:os'
import { dirname } from 'node:path'
import type { Services } from '../openapi/service-description.ts'
import type { ConfigurationPlace } from '../openstack/cloud-config/files.ts'

/**
 * Where a run looks for its clouds: where OpenStack's tools look, or in one clouds file alone,
 * with nothing of the user's own configuration having a say. `services` has those that are meant, each
 * with the documents that are tested.
 */
export function placeOf(cloudsFile?: string, services?: Services): ConfigurationPlace {
  const meant = services !== undefined && { services }
  if (cloudsFile === undefined) {
    return { env: process.env, cwd: process.cwd(), home: homedir(), ...meant }
  }
  const directory = dirname(cloudsFile)
  return { env: { OS_CLIENT_CONFIG_FILE: cloudsFile }, cwd: directory, home: directory, ...meant }
}
