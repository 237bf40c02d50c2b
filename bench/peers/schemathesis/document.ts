import { project } from '../../../src/openapi/at-version/project.ts'
import type { Contract } from '../../../src/openapi/contract.ts'
import { isJsonObject } from '../../../src/openapi/json.ts'
import type { Microversion } from '../../../src/openapi/microversion.ts'

/** Existing resources of the cloud, which replace the invented ids in examples. */
export interface Existing {
  readonly server: string
  readonly volume: string
}

const SERVER_KEYS = new Set(['serverId', 'instance_uuid'])
const VOLUME_KEYS = new Set(['volumeId', 'volume_uuid'])

/**
 * The document of `attest spec show --at` with an existing server and an existing volume in its
 * examples, so that a tool without knowledge of OpenStack can send requests that succeed.
 */
export function documentFor(contract: Contract, at: Microversion, existing: Existing): unknown {
  const replaced = (key: string, value: unknown): unknown => {
    if (typeof value !== 'string') return furnished(value)
    if (SERVER_KEYS.has(key)) return existing.server
    return VOLUME_KEYS.has(key) ? existing.volume : value
  }
  const furnished = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(furnished)
    if (!isJsonObject(value)) return value
    const members = Object.entries(value).map(([key, inner]) => [key, replaced(key, inner)])
    return { ...Object.fromEntries(members), ...exampleOf(value, existing) }
  }
  return furnished(project(contract.document, at))
}

/** The example for a path parameter that names a server or a volume. */
function exampleOf(
  { name, in: place }: Readonly<Record<string, unknown>>,
  { server, volume }: Existing,
): { readonly example?: string | undefined } {
  if (place !== 'path') return {}
  if (name === 'server_id') return { example: server }
  return name === 'volume_id' ? { example: volume } : {}
}
