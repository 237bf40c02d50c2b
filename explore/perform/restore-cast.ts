import { BlockStorageClient } from '../../fixtures/block-storage/block-storage-client.ts'
import { Volume } from '../../fixtures/block-storage/volume.ts'
import { forceStatus } from '../../fixtures/block-storage/volume-handling.ts'
import { ComputeClient } from '../../fixtures/compute/compute-client.ts'
import { actOnServer, waitForChange } from '../../fixtures/compute/provision-server.ts'
import { Server } from '../../fixtures/compute/server.ts'
import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import type { Channel } from '../../fixtures/core/client/channel.ts'
import type { Known } from '../../fixtures/core/pools/lease-kind.ts'
import { waitUntil } from '../../fixtures/core/trace/waiting.ts'

/** Ends all attachments of a volume that is at rest. False if it is gone, or is not free in time. */
export async function restoreVolume(
  run: RunContext,
  member: Channel,
  known: Known,
): Promise<boolean> {
  const volume = new Volume(known, member, run.deadlines)
  try {
    const found = await volume.look()
    if (found === undefined) return false
    const attachments = await volume.attachments()
    if (found.status === 'error' && run.has('admin')) {
      const status = attachments.length > 0 ? 'in-use' : 'available'
      await forceStatus(run.channel('admin', member.trace), volume, status)
    }
    const listed = async () => (await volume.attachments()).map(({ id }) => id)
    for (const [index, { id, instance }] of attachments.entries()) {
      // A shared volume that is being detached from one server is not detached from another one.
      if (index > 0) {
        const before = attachments[index - 1]?.id
        await without(member, run, `attachment ${before} being gone`, async () =>
          (await listed()).filter((one) => one === before),
        )
      }
      const atServer = instance !== null && (await detached(member, instance, known))
      if (!atServer) await new BlockStorageClient(member).delete({ id })
    }
    // A volume that is said to be available too soon would be a bad start of the next history.
    await without(member, run, `volume ${known.id} being without attachments`, listed)
    await volume.becomes('available')
    return true
  } catch {
    // It is replaced, and the clean-up of the run removes it.
    return false
  }
}

async function detached(member: Channel, server: string, volume: Known): Promise<boolean> {
  const answer = await new ComputeClient(member).detach({ id: server }, volume)
  return answer.exchange.response?.status === 202
}

/** The statuses in which a server may be at rest, and what makes it active again. */
const BACK: Readonly<Record<string, Readonly<Record<string, null>> | undefined>> = {
  ACTIVE: undefined,
  SHUTOFF: { 'os-start': null },
  SHELVED: { unshelve: null },
  SHELVED_OFFLOADED: { unshelve: null },
}

/**
 * Starts a server if it was stopped, and unshelves it if it was shelved. False if it is gone, or has
 * volumes still after a while.
 */
export async function restoreServer(
  run: RunContext,
  member: Channel,
  known: Known,
): Promise<boolean> {
  const server = new Server(known, member, run.deadlines)
  try {
    if ((await server.look()) === undefined) return false
    const status = await waitForChange(run, member, known, Object.keys(BACK))
    const action = BACK[status]
    if (action) {
      await actOnServer(member, known, action)
      await waitForChange(run, member, known, ['ACTIVE'])
    }
    await without(member, run, `server ${known.id} being without volumes`, () =>
      server.attachedVolumes(),
    )
    return true
  } catch {
    return false
  }
}

/** Waits until nothing is listed any more. Throws WaitTimedOut. */
async function without(
  { trace }: Channel,
  { deadlines }: RunContext,
  what: string,
  list: () => Promise<readonly string[]>,
): Promise<void> {
  const look = async () => {
    const listed = await list()
    return listed.length === 0 ? { done: undefined } : { seen: listed.join(', ') }
  }
  await waitUntil(trace, what, deadlines.transitionMs, look, { isTransition: true })
}
