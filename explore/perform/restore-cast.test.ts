import { afterEach, beforeEach, expect, test } from 'vitest'
import { blockStorageFound } from '../../fixtures/block-storage/discovery/discover-block-storage.ts'
import { createVolume } from '../../fixtures/block-storage/provision-volume.ts'
import { Volume } from '../../fixtures/block-storage/volume.ts'
import { bootServer } from '../../fixtures/compute/provision-server.ts'
import type { TestRun } from '../../fixtures/testbed/testbed.ts'
import { useTestbed } from '../../fixtures/testbed/use-testbed.ts'
import { attachForGood } from '../../fixtures/volume-attach/attach-for-good.ts'
import { restoreVolume } from './restore-cast.ts'

const bed = useTestbed({ latencyMs: 30 })
let run: TestRun
beforeEach(() => {
  run = bed().run()
})
afterEach(() => run.end())

test('a volume at several servers is taken from one after the other', async () => {
  const { context } = run
  const member = context.channel('member', context.trace('arrange'))
  const shared = await createVolume(
    context,
    member,
    blockStorageFound(context.target).multiattachType,
  )
  const servers = await Promise.all([bootServer(context, member), bootServer(context, member)])
  for (const server of servers) await attachForGood(context, member, server, shared)
  const volume = new Volume(shared, member, context.deadlines)
  await expect.poll(async () => (await volume.attachments()).length).toBe(2)
  bed().proxy.passed.length = 0

  expect(await restoreVolume(context, member, shared)).toBe(true)

  const detaches = bed().proxy.passed.filter((call) => call.startsWith('DELETE'))
  // While it is being detached from one, Compute may refuse the other for a moment.
  expect(detaches.length).toBeGreaterThanOrEqual(2)
  expect(detaches.filter((call) => !call.includes('os-volume_attachments'))).toEqual([])
})
