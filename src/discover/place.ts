import { homedir } from 'node:os'
import { dirname } from 'node:path'
import type { Services } from '../openapi/service-description.ts'
import type { ConfigurationPlace } from '../openstack/cloud-config/files.ts'

/**
 * Where a run looks for its clouds: in the places where OpenStack's tools look, or in one clouds
 * file only, without the user's own configuration. `services` are the tested services, each with
 * its tested documents.
 */
export function placeOf(cloudsFile?: string, services?: Services): ConfigurationPlace {
  const meant = services !== undefined && { services }
  if (cloudsFile === undefined) {
    return { env: process.env, cwd: process.cwd(), home: homedir(), ...meant }
  }
  const directory = dirname(cloudsFile)
  return { env: { OS_CLIENT_CONFIG_FILE: cloudsFile }, cwd: directory, home: directory, ...meant }
}
