import { operation } from '../../../fixtures/volume-attach/operation.ts'
import { attaches, isAccepted, isPerformed, SUCCESSES } from './outcome.ts'

const ATTACHABLE = [
  ['paused', 'a paused server'],
  ['stopped', 'a stopped server'],
  ['resized', 'a server whose resize is not confirmed yet'],
] as const

/** States of a server in which a volume can be attached. */
export default operation('compute.attach', ({ scenario }) => {
  for (const success of SUCCESSES) {
    const titled = (what: string) => attaches(success, what)

    scenario(
      `${success}:shelved-server`,
      titled('a volume to a shelved server from 2.20 on'),
      async ({ compute, shelved: { server }, volume }) => {
        const attached = await compute.attach(server, volume)

        isAccepted(attached, success, server, volume)
        await volume.becomes('in-use')
        await volume.isAttachedTo(server)
        await server.comesToList(volume)
      },
    )

    scenario(
      `${success}:offloaded-server`,
      titled('a volume to an offloaded server at once, and names no device'),
      async ({ compute, offloaded: { server }, volume }) => {
        const attached = await compute.attach(server, volume)

        isAccepted(attached, success, server, volume, { device: null })
        await volume.stays('in-use')
        await volume.isAttachedTo(server)
        await server.lists(volume)
        await server.knowsNoDeviceOf(volume)
      },
    )

    for (const [state, which] of ATTACHABLE) {
      scenario(
        `${success}:${state}-server`,
        titled(`a volume to ${which}`),
        async ({ compute, [state]: { server }, volume }) => {
          const attached = await compute.attach(server, volume)

          await isPerformed(attached, success, server, volume)
        },
        [state],
      )
    }

    scenario(
      `${success}:locked-server-by-admin`,
      titled('a volume to a locked server for an administrator'),
      async ({ admin, locked: { server }, volume }) => {
        const attached = await admin.compute.attach(server, volume)

        await isPerformed(attached, success, server, volume)
        // The lock would also refuse a detach of the server's owner.
        const detached = await admin.compute.detach(server, volume)
        detached.answers(202)
        await server.forgets(volume)
        await volume.becomes('available')
      },
    )

    scenario(
      `${success}:multiattach`,
      titled('one volume to two servers from 2.60 on'),
      async ({ compute, server, anotherServer, multiattachVolume: volume }) => {
        const first = await compute.attach(server, volume)
        isAccepted(first, success, server, volume)
        await volume.becomes('in-use')
        await server.comesToList(volume)

        const second = await compute.attach(anotherServer, volume)

        isAccepted(second, success, anotherServer, volume)
        await anotherServer.comesToList(volume)
        await volume.isAttachedTo(server, anotherServer)
        await volume.becomes('in-use')
        await server.lists(volume)
      },
    )
  }
})
