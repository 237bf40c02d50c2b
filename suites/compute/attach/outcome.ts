import type { Volume } from '../../../fixtures/block-storage/volume.ts'
import type { ComputeClient } from '../../../fixtures/compute/compute-client.ts'
import type { Server } from '../../../fixtures/compute/server.ts'
import type { Answer } from '../../../fixtures/core/client/answer.ts'
import type { Expected } from '../../../fixtures/core/client/expected.ts'

/** Up to 2.100 the answer describes the attachment; from 2.101 on it is 202 and has no body. */
export const SUCCESSES = [200, 202] as const
export type Success = (typeof SUCCESSES)[number]

/** The title of a scenario in which an attach succeeds with this status. */
export function attaches(success: Success, what: string): string {
  return success === 200 ? `attaches ${what}` : `accepts to attach ${what}, and does so later`
}

/** The answer accepts the attach and, when it has a body, describes the attachment with these values. */
export function isAccepted(
  answer: Answer,
  success: Success,
  server: Server,
  volume: Volume,
  described: Readonly<Record<string, Expected>> = {},
): void {
  if (success === 202) {
    answer.answers(202)
    return
  }
  const ids = { id: volume.id, volumeId: volume.id, serverId: server.id }
  answer.answers(200, { volumeAttachment: { ...ids, ...described } })
}

/**
 * The answer accepts the attach, the volume becomes `in-use` through legal states only, and both
 * services then show the attachment; Compute shows it with the values `shown`.
 */
export async function isPerformed(
  answer: Answer,
  success: Success,
  server: Server,
  volume: Volume,
  shown: Readonly<Record<string, Expected>> = {},
): Promise<void> {
  isAccepted(answer, success, server, volume)
  await volume.goesThrough('available', 'reserved', 'attaching', 'in-use')
  await volume.isAttachedTo(server)
  await server.comesToList(volume)
  isAccepted(answer, success, server, volume, { device: await server.deviceOf(volume) })
  await server.shows(volume, shown)
}

/**
 * The server does not get the volume whose attach was accepted. A later attach, of another volume,
 * shows that there was enough time for it. Compute may list the volume until Block Storage has refused it,
 * and need not come to that in the order of the requests.
 */
export async function isPassedOver(
  compute: ComputeClient,
  server: Server,
  volume: Volume,
  later: Volume,
): Promise<void> {
  const control = await compute.attach(server, later)
  await isPerformed(control, 202, server, later)
  await server.forgets(volume)
}

/** After a refused attach, the volume is still available and the server does not list it. */
export async function changesNothing(server: Server, volume: Volume): Promise<void> {
  await volume.stays('available')
  await volume.hasNoAttachment()
  await server.doesNotList(volume)
}
