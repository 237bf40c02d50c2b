import { describe, expect, it } from 'vitest'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { microversion } from '../src/openapi/microversion.ts'
import type { History } from './history/history.ts'
import type { AnsweredCall } from './model/call.ts'
import { RestTimes } from './perform/come-to-rest.ts'
import type { Observation } from './perform/observe.ts'
import { tryHistory } from './try-history.ts'

/** A volume is attached to a server that is deleted at the same time. */
const ATTACH = { op: 'compute.attach', server: 0, volume: 0, microversion: '2.101' } as const
const DELETE = { op: 'server.delete', server: 0, microversion: '2.60' } as const
const history: History = {
  ...{ servers: 1, volumes: [{ multiattach: false }], lanes: [[ATTACH], [DELETE]] },
}

/** The server is gone, and Block Storage still has the volume attached to it; devices are those of servers. */
function keptByTheServer(...devices: readonly string[][]): Observation {
  const calls: readonly AnsweredCall[] = [
    {
      step: { op: 'volume.show', volume: 0, microversion: '3.27' },
      ...{ status: 200, shown: { status: 'in-use' } },
    },
    {
      step: { op: 'block-storage.list', volume: 0, microversion: '3.27' },
      ...{ status: 200, shown: { attachments: [{ id: 'a', server: 0, status: 'attached' }] } },
    },
    { step: { op: 'server.show', server: 0, microversion: '2.60' }, status: 404, shown: {} },
    { step: { op: 'compute.list', server: 0, microversion: '2.60' }, status: 404, shown: {} },
  ]
  return { calls, devices }
}

/** What is said of that history on a cloud with this newest microversion of Compute. */
function judged(newest: string, isStrict: boolean, last: Observation) {
  const microversions = { min: microversion('2.1'), max: microversion(newest) }
  const compute = { title: 'Compute', endpoint: 'https://cloud', microversions }
  const volume = { min: microversion('3.0'), max: microversion('3.71') }
  const blockStorage = { title: 'Block Storage', endpoint: '', microversions: volume }
  const services = { compute, 'block-storage': blockStorage }
  const run = { contracts: packagedContracts(), target: { identity: { services } } }
  const call = (lane: number, step: AnsweredCall['step'], status: number) => ({
    ...{ lane, place: 0, exchange: `${lane}`, sentMs: 0, answeredMs: 7 },
    call: { step, status, shown: {} },
  })
  const manner = { times: new RestTimes(), isStrict }
  return tryHistory(run as never, { findings: [] } as never, {} as never, manner, history, {
    perform: async () => ({
      calls: [call(0, ATTACH, 202), call(1, DELETE, 204)],
      ends: (['sent', 'answered'] as const).flatMap((end) => [0, 1].map((call) => ({ end, call }))),
    }),
    rest: async (...[, , , , isRight]) => ({
      ...{ isRight: isRight(last), last, looks: 9, findings: [] },
    }),
  })
}

const ID = 'compute.attach:server-deleted-meanwhile'

describe('a history that breaks a rule as upstream does', () => {
  it('is told with the erratum, and is none that is found', async () => {
    const { verdict, known } = await judged('2.104', false, keptByTheServer())

    expect({ verdict, known }).toEqual({ verdict: { code: 'consistent' }, known: [ID] })
  })

  it('is found when it is asked for, and on a cloud of a later release', async () => {
    for (const [newest, isStrict] of [
      ['2.104', true],
      ['2.105', false],
    ] as const) {
      const { verdict, known } = await judged(newest, isStrict, keptByTheServer())

      expect(verdict).toMatchObject({ code: 'broken', rule: 'services-differ' })
      expect(known).toEqual([])
    }
  })

  it('is found all the same when it breaks something else', async () => {
    const { verdict } = await judged('2.104', false, keptByTheServer(['/dev/vdb', '/dev/vdb']))

    expect(verdict).toMatchObject({ code: 'broken', rule: 'same-device' })
  })
})
