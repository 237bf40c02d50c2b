import { describe, expect, it } from 'vitest'
import type { AnsweredCall } from '../model/call.ts'
import { initialState } from '../model/state.ts'
import { tellRest } from './tell-unexplained.ts'

const start = initialState(1, [{ multiattach: false }])
const shelved = { ...start, servers: ['shelved' as const] }
const held = {
  ...start,
  links: [{ server: 0, volume: 0, phase: 'there' as const, flag: false }],
  volumes: [{ multiattach: false, status: 'in-use' as const }],
}

const showServer = (status: string): AnsweredCall => ({
  step: { op: 'server.show', server: 0, microversion: '2.60' },
  ...{ status: 200, shown: { status, isBusy: false } },
})
const listed = (...volumes: readonly number[]): AnsweredCall => ({
  step: { op: 'compute.list', server: 0, microversion: '2.60' },
  ...{ status: 200, shown: { volumes: volumes.map((volume) => ({ volume })) } },
})

describe('what was seen at rest', () => {
  it('is told where a look shows what nothing explains, with what it should be', () => {
    const seen = { calls: [showServer('ACTIVE'), listed()], devices: [] }

    expect(tellRest([shelved], seen)).toBe(
      'at rest, "show server 0 at 2.60" was answered 200, ACTIVE, where server 0 is shelved',
    )
  })

  it('names the volumes of a server', () => {
    const seen = { calls: [showServer('ACTIVE'), listed()], devices: [] }

    expect(tellRest([held], seen)).toMatch(
      /answered 200, volumes: none, where .*volume 0 at server 0$/,
    )
  })

  it('is told as a whole where only all looks together are not possible', () => {
    const seen = { calls: [showServer('SHELVED'), listed(0)], devices: [] }

    expect(tellRest([shelved, held], seen)).toMatch(
      /^at rest, no order of the calls leads to all of this: .*SHELVED; .*volumes: 0$/,
    )
  })
})
