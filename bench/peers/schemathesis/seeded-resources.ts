import { z } from 'zod'
import { blockStorageFound } from '../../../fixtures/block-storage/discovery/discover-block-storage.ts'
import { computeFound } from '../../../fixtures/compute/discovery/discover-compute.ts'
import { Trace } from '../../../fixtures/core/trace/trace.ts'
import { type Look, waitUntil } from '../../../fixtures/core/trace/waiting.ts'
import type { Target } from '../../../src/discover/target.ts'
import type { Microversion } from '../../../src/openapi/microversion.ts'
import type { Exchange } from '../../../src/openstack/exchange.ts'
import type { Call, Session } from '../../../src/openstack/session.ts'

/** Resources on the cloud for a tool that cannot boot servers. */
export interface SeededResources {
  readonly server: string
  /** The available volumes. */
  readonly volumes: readonly string[]
  /** Removes all of them, and what the tool has attached. */
  remove(): Promise<void>
}

const NAME = 'attest-bench-schemathesis'
const DEADLINE_MS = 180_000

const Made = z.union([
  z.object({ server: z.object({ id: z.string() }) }).transform(({ server }) => server.id),
  z.object({ volume: z.object({ id: z.string() }) }).transform(({ volume }) => volume.id),
])
const State = z.union([
  z.object({ server: z.object({ status: z.string() }) }).transform(({ server }) => server.status),
  z.object({ volume: z.object({ status: z.string() }) }).transform(({ volume }) => volume.status),
])
const Attachments = z
  .object({ attachments: z.array(z.object({ id: z.string() })) })
  .transform(({ attachments }) => attachments.map(({ id }) => id))

/** Boots a server and creates volumes. Throws when the cloud refuses. */
export async function furnish(
  session: Session,
  target: Target,
  volumes: number,
): Promise<SeededResources> {
  const { working } = target
  const { networks, image, flavor } = computeFound(target)
  const { volumeSizeGiB: size } = blockStorageFound(target)
  const send = async (
    call: Omit<Call, 'microversion'> & { service: 'compute' | 'block-storage' },
  ) => await session.send({ ...call, ...atWorking(working[call.service]) })
  const make = async (service: 'compute' | 'block-storage', path: string, json: unknown) =>
    Made.parse(bodyOf(await send({ service, method: 'POST', path, json })))

  const server = await make('compute', '/servers', {
    server: { name: NAME, imageRef: image.id, flavorRef: flavor.id, networks },
  })
  const made = await Promise.all(
    Array.from({ length: volumes }, () =>
      make('block-storage', '/volumes', { volume: { name: NAME, size } }),
    ),
  )
  const things = [
    { service: 'compute', path: `/servers/${server}`, wanted: 'ACTIVE' },
    ...made.map(
      (id) => ({ service: 'block-storage', path: `/volumes/${id}`, wanted: 'available' }) as const,
    ),
  ] as const
  const look = async ({ service, path, wanted }: (typeof things)[number]): Promise<Look<true>> => {
    const seen = State.parse(bodyOf(await send({ service, method: 'GET', path })))
    return seen === wanted ? { done: true } : { seen }
  }
  const isGone = async ({ service, path }: (typeof things)[number]): Promise<Look<true>> => {
    const { response } = await send({ service, method: 'DELETE', path })
    return response?.status === 404 ? { done: true } : { seen: `${response?.status}` }
  }
  const attachmentsOf = async (id: string): Promise<void> => {
    const service = 'block-storage'
    const path = '/attachments'
    const listed = await send({ service, method: 'GET', path, query: { volume_id: id } })
    for (const attachment of Attachments.parse(bodyOf(listed))) {
      await send({ service, method: 'DELETE', path: `${path}/${attachment}` })
    }
  }
  await Promise.all(things.map((thing) => untilDone(thing.path, () => look(thing))))
  return {
    server,
    volumes: made,
    async remove() {
      const [first, ...rest] = things
      await untilDone(first.path, () => isGone(first))
      for (const id of made) await attachmentsOf(id)
      await Promise.all(rest.map((thing) => untilDone(thing.path, () => isGone(thing))))
    },
  }
}

async function untilDone(what: string, look: () => Promise<Look<true>>): Promise<void> {
  const journal = { append() {}, async appendDurably() {} }
  const { signal } = new AbortController()
  await waitUntil(new Trace({ journal, contracts: new Map(), signal }), what, DEADLINE_MS, look)
}

function bodyOf({ response }: Exchange): unknown {
  return response?.body.kind === 'json' ? response.body.value : undefined
}

function atWorking(microversion: Microversion | undefined): Pick<Call, 'microversion'> {
  return microversion === undefined ? {} : { microversion }
}
