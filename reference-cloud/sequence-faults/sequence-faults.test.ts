import { describe, expect, test } from 'vitest'
import { at } from '../testing/client.ts'
import { Scene } from '../testing/scene.ts'
import { isSequenceFault, SEQUENCE_FAULTS, type SequenceFaultId } from './sequence-faults.ts'

async function withScene<T>(fault: SequenceFaultId | undefined, use: (scene: Scene) => Promise<T>) {
  const scene = await Scene.open({ latencyMs: 5, ...(fault && { sequenceFault: fault }) })
  try {
    return { result: await use(scene), met: scene.cloud.faultMet() }
  } finally {
    await scene.close()
  }
}

const attach = (scene: Scene, server: string, volumeId: string) =>
  scene.member.compute('POST', `/servers/${server}/os-volume_attachments`, {
    body: { volumeAttachment: { volumeId } },
    version: '2.60',
  })

describe('the faults of sequence and concurrency', () => {
  test('are at least a hundred, each with a sentence of its own', () => {
    const sentences = Object.values(SEQUENCE_FAULTS).map(({ sentence }) => sentence)
    expect(sentences.length).toBeGreaterThanOrEqual(100)
    expect(new Set(sentences).size).toBe(sentences.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^[a-z].*[^.]$/)
  })

  test('have names of their own', () => {
    expect(isSequenceFault('race/attach-attach')).toBe(true)
    expect(isSequenceFault('toString')).toBe(false)
  })

  test.each([
    ['race/attach-attach', [200, 200]],
    [undefined, [200, 400]],
  ] as const)('two attaches at the same time, with %s', async (fault, statuses) => {
    const { result, met } = await withScene(fault, async (scene) => {
      const servers = [await scene.server(), await scene.server()]
      const volume = await scene.volume()
      return Promise.all(servers.map((server) => attach(scene, server, volume)))
    })
    expect(result.map(({ status }) => status).sort()).toEqual(statuses)
    expect(met).toBe(fault ? 1 : 0)
  })

  test('a call that was refused has an effect', async () => {
    const { result } = await withScene('refused/detach-stays-detaching', async (scene) => {
      const [first, second] = [await scene.server(), await scene.server()]
      const volume = await scene.volume()
      await scene.attached(first, volume)
      const path = `/servers/${second}/os-volume_attachments/${volume}`
      const refused = await scene.member.compute('DELETE', path)
      return [refused.status, await scene.volumeStatus(volume)]
    })
    expect(result).toEqual([404, 'detaching'])
  })

  test('an answer is that of an earlier call', async () => {
    const { result } = await withScene('stale/list', async (scene) => {
      const server = await scene.server()
      const list = () => scene.member.compute('GET', `/servers/${server}/os-volume_attachments`)
      const before = await list()
      await scene.attached(server, await scene.volume())
      const listed = [before, await list(), await list()]
      return listed.map(({ body }) => at(body, 'volumeAttachments'))
    })
    expect(result[0]).toEqual([])
    expect(
      [result[1], result[2]].filter((one) => Array.isArray(one) && one.length === 1),
    ).toHaveLength(1)
  })
})
