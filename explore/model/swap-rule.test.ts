import { describe, expect, it } from 'vitest'
import { Frontier } from '../search/frontier.ts'
import type { AnsweredCall } from './call.ts'
import { cloudModel, isAtRest } from './cloud-model.ts'
import { type CloudState, initialState } from './state.ts'

const spoken = { server: 0, microversion: '2.60' }
const attach = (volume: number, status = 200, server = 0): AnsweredCall => ({
  step: { op: 'compute.attach', ...spoken, server, volume },
  status,
  shown: {},
})
const detach = (volume: number, status = 202): AnsweredCall => ({
  step: { op: 'compute.detach', ...spoken, volume },
  status,
  shown: {},
})
const swap = (volume: number, to: number, status = 202): AnsweredCall => ({
  step: { op: 'compute.swap', ...spoken, volume, to },
  status,
  shown: {},
})
const stop: AnsweredCall = { step: { op: 'server.stop', ...spoken }, status: 202, shown: {} }

/** What may be in the end, when the calls of a group overlap, and groups follow each other at rest. */
function endsOf(...groups: readonly (readonly AnsweredCall[])[]): readonly CloudState[] {
  const start = initialState(2, [{ multiattach: false }, { multiattach: true }])
  return groups.reduce<readonly CloudState[]>(
    (states, calls) => states.flatMap((state) => endsFrom(state, calls)),
    [start],
  )
}

function endsFrom(state: CloudState, calls: readonly AnsweredCall[]): readonly CloudState[] {
  const frontier = new Frontier(cloudModel, state)
  for (const [id, call] of calls.entries()) frontier.sent(id, call)
  const areExplained = calls.every((_, id) => frontier.answered(id))
  return areExplained ? frontier.drifted().filter(isAtRest) : []
}

const seen = ({ volumes, links }: CloudState): string =>
  [...volumes.map(({ status }) => status), ...links.map(({ volume }) => volume).sort()].join(' ')

describe('a swap', () => {
  it('puts another volume in the place of the old one, which is free then', () => {
    expect(endsOf([attach(0)], [swap(0, 1)]).map(seen)).toEqual(['available in-use 1'])
    expect(endsOf([attach(0)], [swap(0, 1)], [swap(1, 0)]).map(seen)).toEqual([
      'in-use available 0',
    ])
  })

  it('has no effect when it is refused', () => {
    expect(endsOf([attach(0)], [swap(0, 1, 409)]).map(seen)).toEqual(['in-use available 0'])
    expect(endsOf([attach(0)], [attach(1)], [swap(0, 1, 400)]).map(seen)).toEqual([
      'in-use in-use 0 1',
    ])
  })

  it('is not refused with 400 or 404 without a reason', () => {
    expect(endsOf([attach(0)], [swap(0, 1, 400)])).toEqual([])
    expect(endsOf([attach(0)], [swap(0, 1, 404)])).toEqual([])
    expect(endsOf([swap(0, 1, 404)])).not.toEqual([])
    // Compute has not noted the volume yet.
    const asked = { ...attach(0, 202), step: { ...attach(0).step, microversion: '2.101' } }
    expect(endsOf([asked as AnsweredCall, swap(0, 1, 404)])).not.toEqual([])
  })

  it('is accepted only for what is attached, by what is free, to a server that runs', () => {
    expect(endsOf([swap(0, 1)])).toEqual([])
    expect(endsOf([attach(0)], [attach(1)], [swap(0, 1)])).toEqual([])
    expect(endsOf([attach(0)], [stop], [swap(0, 1)])).toEqual([])
    expect(endsOf([attach(1)], [attach(1, 200, 1)], [swap(1, 0)])).toEqual([])
  })

  it('excludes a detach, an attach of the new volume, and another swap at the same time', () => {
    const swapped = 'available in-use 1'
    expect(endsOf([attach(0)], [swap(0, 1), detach(0)])).toEqual([])
    expect(endsOf([attach(0)], [swap(0, 1), detach(0, 400)]).map(seen)).toEqual([swapped])
    expect(endsOf([attach(0)], [swap(0, 1, 400), detach(0)]).map(seen)).toEqual([
      'available available',
    ])
    expect(endsOf([attach(0)], [swap(0, 1), swap(0, 1)])).toEqual([])
    expect(endsOf([attach(0)], [swap(0, 1), swap(0, 1, 400)]).map(seen)).toEqual([swapped])
    expect(endsOf([attach(0)], [swap(0, 1, 400), attach(1)]).map(seen)).toEqual([
      'in-use in-use 0 1',
    ])
  })

  it('may mark the old volume for a moment when it is refused', () => {
    const looked: AnsweredCall = {
      step: { op: 'volume.show', volume: 0, microversion: '3.27' },
      status: 200,
      shown: { status: 'detaching' },
    }

    expect(endsOf([attach(0)], [looked, swap(0, 1, 400), attach(1)])).not.toEqual([])
    expect(endsOf([attach(0)], [looked])).toEqual([])
  })
})
