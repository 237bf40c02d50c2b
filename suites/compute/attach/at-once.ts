import type { Volume } from '../../../fixtures/block-storage/volume.ts'
import type { ComputeClient } from '../../../fixtures/compute/compute-client.ts'
import type { Server } from '../../../fixtures/compute/server.ts'
import type { Answer } from '../../../fixtures/core/client/answer.ts'
import { theOnlyAccepted } from '../../../fixtures/core/client/answers-at-once.ts'
import { PromiseBroken } from '../../../fixtures/core/errors/promise-broken.ts'
import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { isAccepted, isPassedOver, SUCCESSES, type Success } from './outcome.ts'

/** How often the same race is run in a case. */
const ROUNDS = 3

/** Attaches that are asked for at the same time. */
export default operation('compute.attach', ({ scenario }) => {
  for (const success of SUCCESSES) {
    const attaches = success === 200 ? 'attaches' : 'accepts to attach'

    scenario(
      `${success}:one-of-two-at-once`,
      `${attaches} a volume once that is to be attached twice at once`,
      async ({ compute, server, volume, anotherVolume }) => {
        await racesFor(compute, success, volume, [server, server])
        if (success === 202) await isPassedOver(compute, server, volume, anotherVolume)
      },
    )

    scenario(
      `${success}:one-of-two-servers-at-once`,
      `${attaches} a volume to one of two servers to which it is to be attached at once`,
      async ({ compute, server, anotherServer, volume, anotherVolume }) => {
        const last = await racesFor(compute, success, volume, [server, anotherServer])
        if (success === 202) await isPassedOver(compute, last, volume, anotherVolume)
      },
    )

    scenario(
      `${success}:several-at-once`,
      `${attaches} several volumes to one server at once, each with a device of its own`,
      async ({ compute, server, threeVolumes: volumes }) => {
        const answers = await Promise.all(volumes.map((volume) => compute.attach(server, volume)))

        await Promise.all(volumes.map((volume) => volume.becomes('in-use')))
        for (const [place, volume] of volumes.entries()) {
          await volume.isAttachedTo(server)
          await server.comesToList(volume)
          await server.listsOnce(volume)
          const answer = answers[place]
          if (answer !== undefined) isAccepted(answer, success, server, volume)
        }
        await haveDifferentDevices(server, volumes)

        const detached = await Promise.all(volumes.map((volume) => compute.detach(server, volume)))

        for (const answer of detached) answer.answers(202)
        for (const volume of volumes) {
          await volume.becomes('available')
          await server.forgets(volume)
        }
      },
    )
  }
})

/**
 * Attaches the volume to both at once, and detaches it from the one that has got it, several times.
 * Returns the one that did not get it the last time.
 */
async function racesFor(
  compute: ComputeClient,
  success: Success,
  volume: Volume,
  servers: readonly [Server, Server],
): Promise<Server> {
  let without = servers[0]
  for (let round = 0; round < ROUNDS; round += 1) {
    const answers = await Promise.all(servers.map((server) => compute.attach(server, volume)))

    await volume.becomes('in-use')
    const holder = await volume.comesToOneOf(servers)
    await volume.isAttachedTo(holder)
    await holder.comesToList(volume)
    await holder.listsOnce(volume)
    without = servers.find((server) => server !== holder) ?? holder
    // A server whose attach fails later than the answer may list the volume until then.
    if (without !== holder) await without.forgets(volume)
    if (success === 200) theOnlyAccepted(answers, 200, 400)
    else mayBeAccepted(answers)

    const detached = await compute.detach(holder, volume)
    detached.answers(202)
    await volume.becomes('available')
    await holder.forgets(volume)
    await volume.hasNoAttachment()
  }
  return without
}

/** An answer that comes before the attach may accept what cannot take effect. */
function mayBeAccepted(answers: readonly Answer[]): void {
  for (const answer of answers) answer.answersOneOf(202, 400)
}

async function haveDifferentDevices(server: Server, volumes: readonly Volume[]): Promise<void> {
  const devices = new Set<string>()
  for (const volume of volumes) devices.add(await server.deviceOf(volume))
  if (devices.size === volumes.length) return
  throw new PromiseBroken(
    'wrong-content',
    `${volumes.length} volumes have the devices ${[...devices].join(', ')}`,
  )
}
