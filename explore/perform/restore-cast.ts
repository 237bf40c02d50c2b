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
    // One after the other: what is being detached from one server is not detached from another one.
    for (const attachment of attachments) await end(attachment, volume, member, run)
    // A volume that is said to be available too soon would be a bad start of the next history.
    await without(member, run, `volume ${known.id} being without attachments`, async () =>
      (await volume.attachments()).map(({ id }) => id),
    )
    await volume.becomes('available')
    return true
  } catch {
    // It is replaced, and the clean-up of the run removes it.
    return false
  }
}

type Held = Awaited<ReturnType<Volume['attachments']>>[number]

/**
 * So often Compute may refuse a detach before Block Storage is asked: a volume that is being detached
 * from another server is refused for a moment.
 */
const REFUSALS = 3

/** Ends an attachment, and waits until it is gone; a request that was refused is sent again. */
async function end(
  attachment: Held,
  volume: Volume,
  member: Channel,
  { deadlines }: RunContext,
): Promise<void> {
  let isAccepted = false
  let asked = 0
  const look = async () => {
    const listed = asked === 0 ? [attachment] : await volume.attachments()
    if (!listed.some(({ id }) => id === attachment.id)) return { done: undefined }
    if (isAccepted) return { seen: 'there still' }
    asked += 1
    isAccepted = await isEnded(attachment, volume, member, asked > REFUSALS)
    return { seen: isAccepted ? 'asked for' : 'refused' }
  }
  const what = `attachment ${attachment.id} being gone`
  await waitUntil(member.trace, what, deadlines.transitionMs, look, { isTransition: true })
}

/** Asks for the end of an attachment: Compute, and Block Storage for what Compute does not have. */
async function isEnded(
  { id, instance }: Held,
  volume: Volume,
  member: Channel,
  isRefused: boolean,
): Promise<boolean> {
  if (instance !== null && !isRefused) {
    const detach = await new ComputeClient(member).detach({ id: instance }, volume)
    const status = detach.exchange.response?.status
    if (status !== 404) return status === 202
  }
  const deletion = await new BlockStorageClient(member).delete({ id })
  return deletion.exchange.response?.status === 200
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
