import { z } from 'zod'
import { askPages } from './ask-pages.ts'
import type { Asker } from './asker.ts'
import { DiscoveryError } from './discovery-error.ts'

const imageView = z.object({
  id: z.string(),
  name: z.string().nullable(),
  size: z.number().nullish(),
  min_disk: z.number().default(0),
  min_ram: z.number().default(0),
})
type Image = z.infer<typeof imageView>

const flavorView = z.object({
  id: z.string(),
  name: z.string(),
  ram: z.number(),
  disk: z.number(),
  vcpus: z.number(),
})
type Flavor = z.infer<typeof flavorView>

interface Named {
  readonly id: string
  readonly name: string
}

/**
 * The image and flavor of the run's servers: those wished for, else the smallest that fit; and
 * the smallest other flavor that such a server can be resized to.
 */
export async function findBootSource(
  member: Asker,
  wishes: { readonly image?: string; readonly flavor?: string },
): Promise<{ image: Named; flavor: Flavor; otherFlavor?: Named; minDiskGiB: number }> {
  const [images, flavors] = await Promise.all([
    askPages(member, {
      service: 'image',
      path: '/images',
      query: { status: 'active', limit: '200' },
      list: 'images',
      item: imageView,
    }),
    askPages(member, {
      service: 'compute',
      path: '/flavors/detail',
      list: 'flavors',
      item: flavorView,
    }),
  ])
  const image = choose('image', wishes.image, images, bySize)
  const fitting = flavors.filter((flavor) => fits(flavor, image))
  const flavor = choose('flavor', wishes.flavor, wishes.flavor ? flavors : fitting, byRam)
  // A server cannot be resized to a smaller disk.
  const [other] = fitting
    .filter(({ id, disk }) => id !== flavor.id && disk >= flavor.disk)
    .sort(byRam)
  return {
    ...(other && { otherFlavor: { id: other.id, name: other.name } }),
    image: { id: image.id, name: image.name ?? image.id },
    flavor,
    minDiskGiB: image.min_disk,
  }
}

function choose<T extends { id: string; name: string | null }>(
  kind: 'image' | 'flavor',
  wish: string | undefined,
  there: readonly T[],
  order: (a: T, b: T) => number,
): T {
  const found =
    wish === undefined
      ? [...there].sort(order)[0]
      : there.find((one) => one.id === wish || one.name === wish)
  if (found !== undefined) return found
  throw new DiscoveryError(
    wish === undefined ? `the cloud has no ${kind} to boot from` : `there is no ${kind} "${wish}"`,
    `name one in attest.yaml with ${kind}: NAME`,
  )
}

function fits(flavor: Flavor, image: Image): boolean {
  return flavor.ram >= image.min_ram && (flavor.disk === 0 || flavor.disk >= image.min_disk)
}

function bySize(a: Image, b: Image): number {
  return a.min_disk - b.min_disk || (a.size ?? 0) - (b.size ?? 0)
}

function byRam(a: Flavor, b: Flavor): number {
  return a.ram - b.ram || a.vcpus - b.vcpus || a.disk - b.disk
}
