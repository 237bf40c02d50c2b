import { operation } from '../../fixtures/scenario.ts'

export default operation('compute.attach', ({ scenario }) => {
  scenario(
    '200:attached',
    'attaches an available volume and names the device',
    async ({ compute, server, volume }) => {
      const attached = await compute.attach(server, volume)

      attached.answers(200, { volumeAttachment: { volumeId: volume.id, serverId: server.id } })
      await volume.becomes('in-use')
      await volume.isAttachedTo(server)
      await server.lists(volume)
    },
  )

  scenario(
    '200:tagged',
    'attaches a volume under a device tag',
    async ({ compute, server, volume }) => {
      const attached = await compute.attach(server, volume, { tag: 'attest' })

      attached.answers(200, { volumeAttachment: { volumeId: volume.id } })
      await volume.becomes('in-use')
      await server.shows(volume, { tag: 'attest' })
    },
  )

  scenario(
    '200:delete-on-termination',
    'attaches a volume that is to be deleted with the server',
    async ({ compute, server, volume }) => {
      const attached = await compute.attach(server, volume, { delete_on_termination: true })

      attached.answers(200, {
        volumeAttachment: { volumeId: volume.id, delete_on_termination: true },
      })
      await volume.becomes('in-use')
      await server.shows(volume, { delete_on_termination: true })
    },
  )

  scenario(
    '200:shelved-server',
    'attaches a volume to a shelved server from 2.20 on',
    async ({ compute, shelved: { server }, volume }) => {
      const attached = await compute.attach(server, volume)

      attached.answers(200, { volumeAttachment: { volumeId: volume.id, serverId: server.id } })
      await volume.becomes('in-use')
      await server.comesToList(volume)
    },
  )

  scenario(
    '200:multiattach',
    'attaches one volume to two servers from 2.60 on',
    async ({ compute, server, anotherServer, multiattachVolume: volume }) => {
      const first = await compute.attach(server, volume)
      first.answers(200, { volumeAttachment: { volumeId: volume.id, serverId: server.id } })
      await volume.becomes('in-use')

      const second = await compute.attach(anotherServer, volume)

      second.answers(200, { volumeAttachment: { volumeId: volume.id, serverId: anotherServer.id } })
      await anotherServer.comesToList(volume)
      await volume.isAttachedTo(server, anotherServer)
    },
  )

  scenario(
    '202:attached',
    'accepts the attach of an available volume and performs it later',
    async ({ compute, server, volume }) => {
      const accepted = await compute.attach(server, volume)

      accepted.answers(202)
      await volume.becomes('in-use')
      await volume.isAttachedTo(server)
      await server.comesToList(volume)
    },
  )

  scenario(
    '400:no-volume-id',
    'refuses a body that names no volume',
    async ({ compute, standing: { server } }) => {
      const refused = await compute.attachWith(server, { volumeAttachment: {} })

      refused.answers(400)
    },
  )

  scenario(
    '400:unknown-property',
    'refuses a body with a property that is not documented',
    async ({ compute, standing: { server }, volume }) => {
      const refused = await compute.attachWith(server, {
        volumeAttachment: { volumeId: volume.id, colour: 'blue' },
      })

      refused.answers(400)
      await volume.stays('available')
    },
  )

  scenario(
    '400:not-json',
    'refuses a body that is no JSON',
    async ({ compute, standing: { server } }) => {
      const refused = await compute.attachWithText(server, '{"volumeAttachment": ')

      refused.answers(400)
    },
  )

  scenario(
    '400:tag-too-early',
    'refuses a device tag before 2.49',
    async ({ compute, standing: { server }, volume }) => {
      const refused = await compute.attach(server, volume, { tag: 'attest' })

      refused.answers(400)
      await volume.stays('available')
    },
  )

  scenario(
    '400:delete-on-termination-too-early',
    'refuses delete_on_termination before 2.79',
    async ({ compute, standing: { server }, volume }) => {
      const refused = await compute.attach(server, volume, { delete_on_termination: true })

      refused.answers(400)
      await volume.stays('available')
    },
  )

  scenario(
    '400:already-attached',
    'refuses a volume that is attached already',
    async ({ compute, standing: { server, volume } }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(400)
      await volume.stays('in-use')
    },
  )

  scenario(
    '400:multiattach-too-early',
    'refuses a multiattach volume before 2.60',
    async ({ compute, standing: { server }, multiattachVolume: volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(400)
      await volume.stays('available')
    },
  )

  scenario(
    '401:no-token',
    'refuses an attach without a token',
    async ({ nobody, standing: { server }, volume }) => {
      const refused = await nobody.compute.attach(server, volume)

      refused.answers(401)
      await volume.stays('available')
    },
  )

  scenario(
    '403:role',
    'refuses an attach to a user who may only read',
    async ({ reader, standing: { server }, volume }) => {
      const refused = await reader.compute.attach(server, volume)

      refused.answers(403)
      await volume.stays('available')
    },
  )

  scenario(
    '404:unknown-server',
    'attaches nothing to a server that does not exist',
    async ({ compute, noServer, volume }) => {
      const refused = await compute.attach(noServer, volume)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  scenario(
    '404:unknown-volume',
    'attaches no volume that does not exist',
    async ({ compute, standing: { server }, noVolume }) => {
      const refused = await compute.attach(server, noVolume)

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-server',
    'hides a server from another project that wants to attach to it',
    async ({ stranger, standing: { server }, volume }) => {
      const refused = await stranger.compute.attach(server, volume)

      refused.answers(404)
      await volume.stays('available')
    },
  )

  scenario(
    '409:locked-server',
    'refuses a locked server',
    async ({ compute, locked: { server }, volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(409)
      await volume.stays('available')
    },
  )

  scenario(
    '409:suspended-server',
    'refuses a suspended server',
    async ({ compute, suspended: { server }, volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(409)
      await volume.stays('available')
    },
  )

  scenario(
    '409:shelved-server-too-early',
    'refuses a shelved server before 2.20',
    async ({ compute, shelved: { server }, volume }) => {
      const refused = await compute.attach(server, volume)

      refused.answers(409)
      await volume.stays('available')
    },
  )
})
