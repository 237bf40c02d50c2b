import { writeFile } from 'node:fs/promises'
import { stringify } from 'yaml'
import type { PersonaClouds } from '../../src/discover/open-sessions.ts'
import { placeOf } from '../../src/discover/place.ts'
import { cloudEntry } from '../../src/openstack/cloud-config/entry.ts'

/**
 * Writes a clouds.yaml with the same entries, in which every URL is replaced; they are read from
 * `cloudsFile`, or where OpenStack's tools look.
 */
export async function writeReroutedClouds(
  file: string,
  clouds: PersonaClouds,
  reroute: (url: string) => Promise<string>,
  cloudsFile?: string,
): Promise<void> {
  const entries: Record<string, unknown> = {}
  for (const name of new Set(Object.values(clouds))) {
    entries[name] = await rerouted(cloudEntry(name, placeOf(cloudsFile)).settings, reroute)
  }
  await writeFile(file, stringify({ clouds: entries }), { mode: 0o600 })
}

async function rerouted(
  value: unknown,
  reroute: (url: string) => Promise<string>,
): Promise<unknown> {
  if (typeof value === 'string') return /^https?:/i.test(value) ? await reroute(value) : value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const settings = Object.entries(value).map(
    async ([key, inner]) => [key, await rerouted(inner, reroute)] as const,
  )
  return Object.fromEntries(await Promise.all(settings))
}
