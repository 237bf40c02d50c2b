import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { packageRoot } from '../../src/package-root.ts'
import { Frontier } from '../search/frontier.ts'
import type { AnsweredCall, Shown } from './call.ts'
import { cloudModel, isAtRest } from './cloud-model.ts'
import { KNOWN_BUGS, type KnownBug } from './known-bugs.ts'
import { initialState } from './state.ts'

const attach = (volume: number, status: number, version = '2.60'): AnsweredCall => ({
  step: { op: 'compute.attach', volume, server: 0, microversion: version },
  ...{ status, shown: {} },
})
const deleteServer: AnsweredCall = {
  step: { op: 'server.delete', server: 0, microversion: '2.60' },
  ...{ status: 204, shown: {} },
}
const create: AnsweredCall = {
  step: { op: 'block-storage.create', volume: 0, microversion: '3.44', connected: false },
  ...{ status: 200, shown: { created: 'mine' } },
}
const mine = { shown: {}, attachment: { id: 'mine' } }
const complete: AnsweredCall = {
  step: { op: 'block-storage.complete', volume: 0, attachment: 0, microversion: '3.44' },
  ...{ status: 204, ...mine },
}
const connect: AnsweredCall = {
  step: { op: 'block-storage.update', volume: 0, attachment: 0, microversion: '3.44' },
  ...{ status: 200, ...mine },
}
const detach: AnsweredCall = {
  step: { op: 'compute.detach', volume: 0, server: 0, microversion: '2.60' },
  ...{ status: 202, shown: {} },
}
const update: AnsweredCall = {
  step: { op: 'compute.update', volume: 0, server: 0, microversion: '2.85', flag: true },
  ...{ status: 500, shown: {} },
}
const remove: AnsweredCall = {
  step: { op: 'block-storage.delete', volume: 0, attachment: 0, microversion: '3.27' },
  ...{ status: 500, shown: {}, attachment: { id: 'of-server', server: 0 } },
}
const look = (status: string): AnsweredCall => ({
  step: { op: 'volume.show', volume: 0, microversion: '3.27' },
  ...{ status: 200, shown: { status } },
})
const list = (...attachments: NonNullable<Shown['attachments']>): AnsweredCall => ({
  step: { op: 'block-storage.list', volume: 0, microversion: '3.27' },
  ...{ status: 200, shown: { attachments } },
})
const gone: AnsweredCall = {
  step: { op: 'server.show', server: 0, microversion: '2.60' },
  ...{ status: 404, shown: {} },
}

/** Calls that are sent together, and answered in this order. */
type Together = readonly AnsweredCall[]

/** Whether all of this can happen on a cloud with these bugs, and this be seen at rest. */
function isPossible(
  bugs: readonly KnownBug[],
  [...meetings]: readonly Together[],
  seen: readonly AnsweredCall[],
): boolean {
  const volumes = [{ multiattach: false }, { multiattach: false }]
  const frontier = new Frontier(cloudModel, initialState(1, volumes, bugs))
  let number = 0
  for (const calls of meetings) {
    const numbered = calls.map((call) => {
      number += 1
      frontier.sent(number, call)
      return number
    })
    if (!numbered.every((each) => frontier.answered(each))) return false
  }
  const states = frontier.drifted().filter(isAtRest)
  return states.some((state) => seen.every((call) => cloudModel.after(state, call).length > 0))
}

const attached = { id: 'of-server', server: 0, status: 'attached' }
const HISTORIES: Readonly<Record<KnownBug, readonly [Together[], readonly AnsweredCall[]]>> = {
  'compute.attach:server-deleted-meanwhile': [
    [[attach(0, 202, '2.101'), deleteServer]],
    [gone, look('in-use'), list(attached)],
  ],
  'compute.attach:refusal-ends-deletion': [
    [[attach(0, 200)], [deleteServer, attach(0, 400)], [attach(1, 200)]],
    [gone, look('available'), list()],
  ],
  'compute.attach:refusal-ends-other-attachment': [
    [[create], [deleteServer, attach(0, 400)]],
    [gone, look('available'), list()],
  ],
  'compute.detach:attach-under-way': [
    [[create], [complete], [attach(0, 202, '2.104')], [detach]],
    [look('detaching'), list({ id: 'mine', status: 'attached' })],
  ],
  'compute.update:detached-meanwhile': [
    [[attach(0, 200)], [look('in-use')], [detach, update]],
    [look('available'), list()],
  ],
  'block-storage:attachment-at-the-same-time': [
    [[create], [complete, connect]],
    [look('in-use'), list({ id: 'mine', status: 'attaching' })],
  ],
  'block-storage.delete:deadlock': [
    [[attach(0, 200), list({ ...attached, status: 'attaching' }), remove]],
    [look('in-use'), list(attached)],
  ],
}
const BUGS = Object.keys(KNOWN_BUGS) as KnownBug[]

describe('a known bug', () => {
  test.each(BUGS)('explains what the model does not allow: %s', (bug) => {
    const [calls, seen] = HISTORIES[bug]

    expect(isPossible([], calls, seen)).toBe(false)
    expect(BUGS.filter((one) => isPossible([one], calls, seen))).toEqual([bug])
  })

  test.each(BUGS)('does not explain what lasts of a server that does nothing else: %s', (bug) => {
    const kept: readonly AnsweredCall[] = [gone, look('in-use'), list(attached)]

    // The attach has come to rest before the server is deleted.
    expect(isPossible([bug], [[attach(0, 200)], [look('in-use')], [deleteServer]], kept)).toBe(
      false,
    )
    expect(isPossible([bug], [[create], [deleteServer]], [gone, look('available'), list()])).toBe(
      false,
    )
  })

  test.each([
    ['in-use', complete],
    ['attaching', connect],
    ['attaching', { ...connect, status: 500 }],
  ])('may leave a volume %s whose attachment was deleted at the same time', (status, call) => {
    const removed = { ...remove, ...mine, status: 200 }
    const calls = [[create], [removed, call]]

    expect(BUGS.filter((one) => isPossible([one], calls, [look(status), list()]))).toEqual([
      'block-storage:attachment-at-the-same-time',
    ])
  })

  test('may leave a volume attaching whose attachment was completed while it was connected', () => {
    const seen = [look('attaching'), list({ id: 'mine', status: 'attached' })]

    expect(BUGS.filter((one) => isPossible([one], [[create], [complete, connect]], seen))).toEqual([
      'block-storage:attachment-at-the-same-time',
    ])
  })

  test('may leave a volume attaching whose attachment was deleted while Compute connected it', () => {
    const reserved = { ...attached, status: 'reserved' }
    const calls = [[attach(0, 202, '2.101')], [list(reserved)], [{ ...remove, status: 200 }]]

    expect(BUGS.filter((one) => isPossible([one], calls, [look('attaching'), list()]))).toEqual([
      'block-storage:attachment-at-the-same-time',
    ])
  })

  test('may delete the volume of somebody else, whose attach was refused with the flag', () => {
    const flagged: AnsweredCall = {
      step: { op: 'compute.attach', volume: 0, server: 0, microversion: '2.95', flag: true },
      ...{ status: 400, shown: {} },
    }
    const shown = { ...look(''), status: 404, shown: {} }
    const calls = [[create], [deleteServer, flagged]]

    expect(BUGS.filter((one) => isPossible([one], calls, [gone, shown, list()]))).toEqual([
      'compute.attach:refusal-ends-other-attachment',
    ])
  })

  test('is an erratum of its service, and ready to be reported', () => {
    const text = readFileSync(join(packageRoot, 'docs', 'upstream-reports.md'), 'utf8')
    const errata = [...packagedContracts().values()].flatMap(({ service, errata: own }) =>
      own.map(({ id }) => ({ id, service })),
    )

    for (const id of BUGS) {
      expect(errata).toContainEqual({ id, service: KNOWN_BUGS[id].service })
      expect(text).toContain(id)
    }
  })
})
