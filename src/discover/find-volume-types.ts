import { z } from 'zod'
import { askPages } from './ask-pages.ts'
import type { Asker } from './asker.ts'
import { DiscoveryError } from './discovery-error.ts'

const typeView = z.object({
  id: z.string(),
  name: z.string(),
  extra_specs: z.record(z.string(), z.string()).default({}),
})

/** The volume types of the run: the wished one, and one whose volumes may be attached often. */
export async function findVolumeTypes(
  member: Asker,
  wishes: { readonly volumeType?: string; readonly multiattachType?: string },
): Promise<{ volumeType?: string; multiattachType?: string }> {
  const there = await askPages(member, {
    service: 'block-storage',
    path: '/types',
    list: 'volume_types',
    item: typeView,
  })
  const named = (wish: string | undefined, key: string): string | undefined => {
    if (wish === undefined) return undefined
    const found = there.find((type) => type.name === wish || type.id === wish)
    if (found !== undefined) return found.name
    throw new DiscoveryError(
      `there is no volume type "${wish}"`,
      `correct ${key} in attest.yaml; the cloud has ${there.map((type) => type.name).join(', ')}`,
    )
  }
  const volumeType = named(wishes.volumeType, 'volume-type')
  const multiattachType =
    named(wishes.multiattachType, 'multiattach-type') ??
    there.find((type) => type.extra_specs.multiattach === '<is> True')?.name
  return {
    ...(volumeType !== undefined && { volumeType }),
    ...(multiattachType !== undefined && { multiattachType }),
  }
}
