import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StepOf } from '../history/step.ts'
import { Frontier } from '../search/frontier.ts'
import type { AnsweredCall, Shown } from './call.ts'
import { cloudModel, isAtRest } from './cloud-model.ts'
import { type CloudState, initialState, keyOf, type ServerState } from './state.ts'

const start = initialState(2, [{ multiattach: false }, { multiattach: true }])

const attach = (volume: number, server: number, status = 200, version = '2.60'): AnsweredCall => ({
  step: { op: 'compute.attach', volume, server, microversion: version },
  status,
  shown: {},
})
const detach = (volume: number, server: number, status = 202): AnsweredCall => ({
  step: { op: 'compute.detach', volume, server, microversion: '2.60' },
  status,
  shown: {},
})
const look = (volume: number, status: string): AnsweredCall => ({
  step: { op: 'volume.show', volume, microversion: '3.27' },
  status: 200,
  shown: { status },
})
const onVolume = (
  op: StepOf<'block-storage.create'>['op'],
  volume: number,
  status: number,
  shown: Shown,
): AnsweredCall => ({
  step: { op, volume, microversion: '3.44', connected: false },
  status,
  shown,
})

/** All states that may be reached by these calls, one after the other, each followed by rest. */
function endsOf(...calls: readonly AnsweredCall[]): readonly CloudState[] {
  return calls.reduce<readonly CloudState[]>(
    (states, call) => states.flatMap((state) => cloudModel.after(state, call)).flatMap(atRest),
    [start],
  )
}

function atRest(state: CloudState): readonly CloudState[] {
  const found = new Map<string, CloudState>()
  const waiting = [state]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(keyOf(next))) continue
    found.set(keyOf(next), next)
    waiting.push(...cloudModel.drifts(next))
  }
  return [...found.values()].filter(isAtRest)
}

describe('the model', () => {
  it('lets a server lose its task when a volume is refused to it, and not when it is busy', () => {
    const stop: AnsweredCall = {
      step: { op: 'server.stop', server: 0, microversion: '2.60' },
      ...{ status: 202, shown: {} },
    }
    const [stopping = start] = cloudModel.after(endsOf(attach(0, 0))[0] ?? start, stop)
    const powersAfter = (status: number) =>
      cloudModel.after(stopping, attach(0, 0, status)).map(({ servers }) => servers[0])

    expect(powersAfter(400)).toEqual(['stopping', 'active'])
    expect(powersAfter(409)).toEqual(['stopping'])
  })

  it('lets any task of a server end so: the server is what it may have been before', () => {
    const [attached = start] = endsOf(attach(0, 0))
    const powersAfter = (power: ServerState) =>
      cloudModel
        .after({ ...attached, servers: [power, 'active'] }, attach(0, 0, 400))
        .map(({ servers }) => servers[0])

    expect(powersAfter('shelving')).toEqual(['shelving', 'active', 'stopped'])
    expect(powersAfter('unshelving')).toEqual(['unshelving', 'shelved', 'offloaded'])
    expect(powersAfter('active')).toEqual(['active'])
  })

  it('lets a server refuse calls once more of which two stops were accepted at the same time', () => {
    const stop: AnsweredCall = {
      step: { op: 'server.stop', server: 0, microversion: '2.60' },
      ...{ status: 202, shown: {} },
    }
    const refusedAfter = (...calls: readonly AnsweredCall[]) => {
      const begun = calls.reduce<readonly CloudState[]>(
        (states, call) => states.flatMap((state) => cloudModel.after(state, call)),
        [start],
      )
      const stopped = begun
        .flatMap((state) => cloudModel.drifts(state))
        .filter(({ servers }) => servers[0] === 'stopped')
      return stopped.flatMap((state) => cloudModel.after(state, attach(0, 0, 409)))
    }

    expect(refusedAfter(stop)).toEqual([])
    expect(refusedAfter(stop, stop)).toHaveLength(1)
  })

  it('lets an attach be refused for what became of the volume after Compute had noted it', () => {
    const setError: AnsweredCall = {
      step: { op: 'volume.set-error', volume: 0, microversion: '3.54' },
      ...{ status: 202, shown: {} },
    }
    const meeting = new Frontier(cloudModel, start)
    meeting.sent(1, attach(0, 0, 400))
    meeting.sent(2, attach(0, 0, 400))
    expect(meeting.answered(2)).toBe(true)
    meeting.sent(3, setError)
    expect([meeting.answered(3), meeting.answered(1)]).toEqual([true, true])

    const alone = new Frontier(cloudModel, start)
    alone.sent(1, attach(0, 0, 400))
    expect(alone.answered(1)).toBe(false)
  })

  it('lets both of two deletions of an attachment succeed that overlap, and no later one', () => {
    const [taken = start] = endsOf(onVolume('block-storage.create', 0, 200, { created: 'one' }))
    const remove = (status: number): AnsweredCall => ({
      step: { op: 'block-storage.delete', volume: 0, attachment: 0, microversion: '3.27' },
      ...{ status, shown: {}, attachment: { id: 'one' } },
    })
    const overlapping = new Frontier(cloudModel, taken)
    overlapping.sent(1, remove(200))
    overlapping.sent(2, remove(200))
    expect([overlapping.answered(1), overlapping.answered(2)]).toEqual([true, true])

    const following = new Frontier(cloudModel, taken)
    following.sent(1, remove(200))
    expect(following.answered(1)).toBe(true)
    following.sent(2, remove(200))
    expect(following.answered(2)).toBe(false)
  })

  it('lets a connection fail whose attachment is deleted meanwhile, and no later one', () => {
    const [taken = start] = endsOf(onVolume('block-storage.create', 0, 200, { created: 'one' }))
    const calling = (
      op: 'block-storage.update' | 'block-storage.delete',
      status: number,
    ): AnsweredCall => ({
      step: { op, volume: 0, attachment: 0, microversion: '3.44' },
      ...{ status, shown: {}, attachment: { id: 'one' } },
    })
    const overlapping = new Frontier(cloudModel, taken)
    overlapping.sent(1, calling('block-storage.update', 500))
    overlapping.sent(2, calling('block-storage.delete', 200))
    expect([overlapping.answered(2), overlapping.answered(1)]).toEqual([true, true])

    const following = new Frontier(cloudModel, taken)
    following.sent(1, calling('block-storage.delete', 200))
    expect(following.answered(1)).toBe(true)
    following.sent(2, calling('block-storage.update', 500))
    expect(following.answered(2)).toBe(false)
  })

  it('lets a flagged volume stay whose attach was under way when its server was deleted', () => {
    const flagged = { ...attach(0, 0), step: { ...attach(0, 0).step, flag: true } } as AnsweredCall
    const remove: AnsweredCall = {
      step: { op: 'server.delete', server: 0, microversion: '2.60' },
      ...{ status: 204, shown: {} },
    }
    const statusesAfter = (states: readonly CloudState[]) =>
      new Set(
        states
          .flatMap((state) => cloudModel.after(state, remove))
          .flatMap(atRest)
          .map(({ volumes }) => volumes[0]?.status),
      )
    const underWay = cloudModel.after(start, flagged).flatMap((state) => cloudModel.drifts(state))

    expect(statusesAfter(underWay)).toEqual(new Set(['gone', 'available']))
    expect(statusesAfter(endsOf(flagged))).toEqual(new Set(['gone']))
  })

  it('works the status of a shared volume out again when one of several attachments is gone', () => {
    const taken = onVolume('block-storage.create', 1, 200, { created: 'of-client' })
    const remove: AnsweredCall = {
      step: { op: 'server.delete', server: 0, microversion: '2.60' },
      ...{ status: 204, shown: {} },
    }
    const calls = [attach(1, 0), attach(1, 1), taken, look(1, 'reserved'), remove]

    for (const status of ['in-use', 'reserved']) {
      expect(endsOf(...calls, look(1, status)), status).toHaveLength(1)
    }
    expect(endsOf(...calls, look(1, 'available'))).toEqual([])
  })

  it('attaches a volume once, and one for several servers to both', () => {
    expect(endsOf(attach(0, 0), look(0, 'in-use'))).toHaveLength(1)
    expect(endsOf(attach(0, 0), attach(0, 1))).toEqual([])
    expect(endsOf(attach(0, 0), attach(0, 1, 400))).toHaveLength(1)
    expect(endsOf(attach(1, 0), attach(1, 1), look(1, 'in-use'))).toHaveLength(1)
  })

  it('brings back what is detached, from the server that was named', () => {
    expect(endsOf(attach(0, 0), detach(0, 0), look(0, 'available'))).toHaveLength(1)
    expect(endsOf(attach(0, 0), detach(0, 1))).toEqual([])
    expect(endsOf(attach(0, 0), detach(0, 1, 404), look(0, 'in-use'))).toHaveLength(1)
    expect(endsOf(attach(1, 0), attach(1, 1), detach(1, 0), look(1, 'available'))).toEqual([])
  })

  it('refuses nothing without a reason, and nothing that is refused has an effect', () => {
    expect(endsOf(attach(0, 0, 400))).toEqual([])
    expect(
      endsOf(attach(0, 0), attach(0, 0, 400), detach(0, 0), look(0, 'available')),
    ).toHaveLength(1)
  })

  it('lets an attach from 2.101 on come to nothing where the volume is taken before', () => {
    const taken = onVolume('block-storage.create', 0, 200, { created: 'a' })
    const [asked] = cloudModel.after(start, attach(0, 0, 202, '2.101'))
    const ends = cloudModel.after(asked ?? start, taken).flatMap(atRest)

    expect(ends.map(({ links }) => links)).toEqual([[]])
  })

  it('deletes flagged volumes with their server, and no others', () => {
    const flagged = attach(0, 0)
    const step = { ...flagged.step, flag: true } as AnsweredCall['step']
    const remove: AnsweredCall = {
      step: { op: 'server.delete', server: 0, microversion: '2.1' },
      status: 204,
      shown: {},
    }

    const ends = endsOf({ ...flagged, step }, attach(1, 0), remove)

    expect(ends.map(({ volumes }) => volumes.map(({ status }) => status))).toEqual([
      ['gone', 'available'],
    ])
  })

  it('shows nothing to somebody of another project, and lets nothing be changed', () => {
    const foreign = (call: AnsweredCall): AnsweredCall => ({
      ...call,
      step: { ...call.step, by: 'stranger' } as AnsweredCall['step'],
    })
    const listing: AnsweredCall = {
      step: { op: 'block-storage.list-detail', volume: 0, microversion: '3.27' },
      status: 200,
      shown: { attachments: [] },
    }
    const shown = [{ id: 'a', server: 0, status: 'attached' }]

    expect(endsOf(foreign(attach(0, 0)))).toEqual([])
    expect(endsOf(foreign(attach(0, 0, 404)), look(0, 'available'))).toHaveLength(1)
    expect(endsOf(attach(0, 0), foreign(detach(0, 0)))).toEqual([])
    expect(endsOf(attach(0, 0), foreign(detach(0, 0, 404)), look(0, 'in-use'))).toHaveLength(1)
    expect(endsOf(attach(0, 0), foreign(listing))).toHaveLength(1)
    expect(endsOf(attach(0, 0), foreign({ ...listing, shown: { attachments: shown } }))).toEqual([])
  })

  it('refuses what is asked for a volume in error, until its attachments change', () => {
    const set = onVolume('block-storage.create', 0, 202, {})
    const setError: AnsweredCall = {
      ...set,
      step: { op: 'volume.set-error', volume: 0, microversion: '3.44' },
    }

    expect(endsOf(setError, look(0, 'error'))).toHaveLength(1)
    expect(endsOf(setError, attach(0, 0))).toEqual([])
    expect(endsOf(attach(0, 0), setError, detach(0, 0))).toEqual([])
    const ended = { ...detach(0, 0), step: { op: 'server.delete', server: 0, microversion: '2.1' } }
    const remove = { ...ended, status: 204 } as AnsweredCall
    expect(endsOf(attach(0, 0), setError, remove, look(0, 'available'))).toHaveLength(1)
    expect(endsOf(attach(0, 0), setError, remove, look(0, 'error'))).toEqual([])
  })

  it('keeps volumes reserved for a server that is shelved', () => {
    const act = (op: 'server.shelve' | 'server.unshelve', status = 202): AnsweredCall => ({
      step: { op, server: 0, microversion: '2.60' },
      status,
      shown: {},
    })
    const shelved = [attach(0, 0), act('server.shelve')]

    const statesAfter = (...calls: AnsweredCall[]) =>
      endsOf(...calls).map(({ servers, volumes }) => `${servers[0]} ${volumes[0]?.status}`)
    expect(statesAfter(...shelved).sort()).toEqual(['offloaded reserved', 'shelved in-use'])
    expect(new Set(statesAfter(...shelved, act('server.unshelve')))).toEqual(
      new Set(['active in-use']),
    )
    expect(endsOf(...shelved, detach(0, 0), look(0, 'available'))).toHaveLength(2)
    expect(statesAfter(act('server.shelve'), attach(0, 0)).sort()).toEqual([
      'offloaded reserved',
      'shelved in-use',
    ])
    expect(endsOf(act('server.shelve'), attach(0, 0, 200, '2.1'))).toEqual([])
    expect(endsOf(act('server.shelve'), attach(0, 0, 409, '2.1'))).toHaveLength(2)
    expect(endsOf(act('server.unshelve'))).toEqual([])
    expect(endsOf(act('server.unshelve', 409))).toHaveLength(1)
  })

  it('does not explain an attach and a delete of the volume that were both accepted', () => {
    const remove: AnsweredCall = {
      step: { op: 'volume.delete', volume: 0, microversion: '3.27' },
      status: 202,
      shown: {},
    }
    const both = (first: AnsweredCall): boolean => {
      const frontier = new Frontier(cloudModel, start)
      frontier.sent(0, first)
      frontier.sent(1, remove)
      return frontier.answered(1) && frontier.answered(0)
    }

    expect(both(attach(0, 0))).toBe(false)
    expect(both(attach(0, 0, 404))).toBe(true)
    expect(both(attach(0, 0, 202, '2.101'))).toBe(true)
  })

  it('comes to rest from every state, and has the same key for the same state', () => {
    const calls = fc.constantFrom(
      ...[0, 1].flatMap((volume) =>
        [0, 1].flatMap((server) => [
          attach(volume, server),
          attach(volume, server, 202, '2.101'),
          detach(volume, server),
        ]),
      ),
    )
    fc.assert(
      fc.property(fc.array(calls, { maxLength: 6 }), (chosen) => {
        let states: readonly CloudState[] = [start]
        for (const call of chosen) {
          const next = states.flatMap((state) => [
            ...cloudModel.after(state, call),
            ...cloudModel.drifts(state),
          ])
          if (next.length > 0) states = next.slice(0, 20)
        }
        // An attach that waits for its answer may turn out not to have been answered so.
        const answered = states.filter(({ links }) =>
          links.every(({ phase }) => phase !== 'linked'),
        )
        for (const state of answered) {
          expect(atRest(state).length).toBeGreaterThan(0)
          const turned = { ...state, links: state.links.toReversed() }
          expect(keyOf(turned)).toBe(keyOf(state))
        }
      }),
    )
  })
})
