import { describe, expect, it } from 'vitest'
import type { Step } from '../history/step.ts'
import type { Shown } from '../model/call.ts'
import { leftBehind } from './left-behind.ts'
import type { Observation } from './observe.ts'

const server = { server: 0, microversion: '2.101' }
const volume = { volume: 1, microversion: '3.71' }

function seen(...looks: readonly (readonly [Step, number, Shown])[]): Observation {
  return { calls: looks.map(([step, status, shown]) => ({ step, status, shown })), devices: [] }
}

describe('what a history leaves behind', () => {
  it('is as before where it is idle and nothing is attached', () => {
    const left = leftBehind(
      seen(
        [{ op: 'volume.show', ...volume }, 200, { status: 'available' }],
        [{ op: 'block-storage.list', ...volume }, 200, { attachments: [] }],
        [{ op: 'server.show', ...server }, 200, { status: 'ACTIVE', isBusy: false }],
        [{ op: 'compute.list', ...server }, 200, { volumes: [] }],
      ),
    )

    expect([left.volume(1), left.server(0)]).toEqual(['as-before', 'as-before'])
  })

  it('is gone where it is not found', () => {
    const left = leftBehind(
      seen(
        [{ op: 'volume.show', ...volume }, 404, {}],
        [{ op: 'server.show', ...server }, 404, {}],
      ),
    )

    expect([left.volume(1), left.server(0)]).toEqual(['gone', 'gone'])
  })

  it.each<[string, Observation | undefined]>([
    ['nobody has looked', undefined],
    ['its list is missing', seen([{ op: 'server.show', ...server }, 200, { status: 'ACTIVE' }])],
    [
      'it has a task',
      seen(
        [{ op: 'server.show', ...server }, 200, { status: 'ACTIVE', isBusy: true }],
        [{ op: 'compute.list', ...server }, 200, { volumes: [] }],
      ),
    ],
    [
      'a volume is attached',
      seen(
        [{ op: 'server.show', ...server }, 200, { status: 'ACTIVE' }],
        [{ op: 'compute.list', ...server }, 200, { volumes: [{ volume: 1 }] }],
      ),
    ],
    [
      'it is stopped',
      seen(
        [{ op: 'server.show', ...server }, 200, { status: 'SHUTOFF' }],
        [{ op: 'compute.list', ...server }, 200, { volumes: [] }],
      ),
    ],
    ['the look was refused', seen([{ op: 'server.show', ...server }, 500, {}])],
  ])('has to be looked at again where %s', (_, observation) => {
    expect(leftBehind(observation).server(0)).toBe('changed')
  })
})
