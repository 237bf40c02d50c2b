import { operation } from '../../../fixtures/volume-attach/operation.ts'

const CLOSED = [
  ['suspended', 'suspended'],
  ['rescued', 'in rescue'],
  ['errored', 'in error'],
  ['locked', 'locked'],
] as const

/** Updates from 2.85 on, which change fields of an attachment or nothing. */
export default operation('compute.update', ({ scenario }) => {
  scenario(
    '202:unchanged',
    'accepts an update that changes nothing',
    async ({ compute, attached: { server, volume } }) => {
      const device = await server.deviceOf(volume)

      const accepted = await compute.update(server, volume)

      accepted.answers(202)
      await server.shows(volume, { device, tag: null, delete_on_termination: false })
      await volume.stays('in-use')
    },
  )

  scenario(
    '202:full-echo',
    'accepts all fields of an attachment as they are',
    async ({ compute, server, volume }) => {
      await compute.attach(server, volume, { tag: 'ledger' })
      await volume.becomes('in-use')
      await server.comesToList(volume)
      const device = await server.deviceOf(volume)

      const accepted = await compute.update(server, volume, {
        id: volume.id,
        serverId: server.id,
        device,
        tag: 'ledger',
        delete_on_termination: false,
      })

      accepted.answers(202)
      await server.shows(volume, { device, tag: 'ledger', delete_on_termination: false })
      await volume.stays('in-use')
    },
  )

  scenario(
    '202:delete-on-termination',
    'changes whether the volume is deleted with the server',
    async ({ compute, attached: { server, volume } }) => {
      const accepted = await compute.update(server, volume, { delete_on_termination: true })

      accepted.answers(202)
      await server.shows(volume, { delete_on_termination: true })

      const undone = await compute.update(server, volume, { delete_on_termination: false })

      undone.answers(202)
      await server.shows(volume, { delete_on_termination: false })
      await volume.stays('in-use')
    },
  )

  scenario(
    '202:deleted-with-server',
    'decides which volumes are deleted with their server and which become available',
    async ({ leftAfterUpdate: { flagged, unflagged } }) => {
      await flagged.vanishes()
      await unflagged.becomes('available')
      await unflagged.hasNoAttachment()
    },
  )

  scenario(
    '202:flag-for-one-of-two-servers',
    'changes what becomes of a volume with one of its two servers, and not with the other',
    async ({ compute, shared: { volume, servers } }) => {
      const [one, other] = servers
      for (const flag of [true, false]) {
        const accepted = await compute.update(one, volume, { delete_on_termination: flag })

        accepted.answers(202)
        await one.shows(volume, { delete_on_termination: flag })
        await other.shows(volume, { delete_on_termination: false })
      }
      await volume.isAttachedTo(...servers)
    },
  )

  scenario(
    '202:delete-on-termination-as-word',
    'accepts words for true and false',
    async ({ compute, attached: { server, volume } }) => {
      const words = { yes: true, off: false, True: true, '0': false } as const
      for (const [word, meaning] of Object.entries(words)) {
        const accepted = await compute.updateWith(server, volume, {
          volumeAttachment: { volumeId: volume.id, delete_on_termination: word },
        })

        accepted.answers(202)
        await server.shows(volume, { delete_on_termination: meaning })
      }
    },
  )

  scenario(
    '202:stopped-server',
    'changes the attachment of a stopped server',
    async ({ compute, attachedToStopped: { server, volume } }) => {
      const accepted = await compute.update(server, volume, { delete_on_termination: true })

      accepted.answers(202)
      await server.shows(volume, { delete_on_termination: true })
    },
  )

  scenario(
    '202:shelved-server',
    'changes the attachment of a shelved server',
    async ({ compute, attachedToShelved: { server, volume } }) => {
      const accepted = await compute.update(server, volume, { delete_on_termination: true })

      accepted.answers(202)
      await server.shows(volume, { delete_on_termination: true })
    },
  )

  // No volume can be attached in these states, and other cases use the server's volume too, so its
  // flag is not changed.
  for (const [state, words] of CLOSED) {
    scenario(
      `202:${state}-server`,
      `accepts an update while the server is ${words}`,
      async ({ compute, [state]: { server, volume } }) => {
        const accepted = await compute.update(server, volume, { delete_on_termination: false })

        accepted.answers(202)
        await server.shows(volume, { delete_on_termination: false })
      },
      [state],
    )
  }

  scenario(
    '202:null-device-of-offloaded-server',
    'accepts null as the device of a volume that has none yet',
    async ({ compute, attachedToOffloaded: { server, volume } }) => {
      const accepted = await compute.update(server, volume, { device: null })

      accepted.answers(202)
      await server.lists(volume)
    },
  )

  scenario(
    '202:unknown-query-key',
    'ignores a query that an update does not know',
    async ({ compute, attached: { server, volume } }) => {
      const accepted = await compute.update(
        server,
        volume,
        { delete_on_termination: true },
        { colour: 'blue' },
      )

      accepted.asMeant().answers(202)
      await server.shows(volume, { delete_on_termination: true })
    },
  )
})
