import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Requirement } from '../../src/openapi/contract.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { type Step, step } from '../history/step.ts'
import type { AnsweredCall } from '../model/call.ts'
import { cloudModel } from '../model/cloud-model.ts'
import type { CloudState, Link, ServerState, VolumeState } from '../model/state.ts'
import { modelledRequirements, PROMISES } from './promises.ts'

const LIST = fileURLToPath(new URL('not-modelled.txt', import.meta.url))

const requirements: readonly Requirement[] = [...packagedContracts().values()]
  .flatMap(({ operations }) => operations)
  .filter(({ id }) => id in PROMISES)
  .flatMap((operation) => operation.requirements)

/** Words of requirements about state, and of those about the form of a request or who sends it. */
const THINGS = /\b(volume|server|attachment|instance)s?\b/
const FORM =
  /\b(body|query|path|caller|tokens?|microversion|limit|offset|header|method|marker|sort\w*|filters?|fields?|listed|names?|administrator|action|tag(ged)?|device|connector|project|os-\w+)\b/
const OF_FORM: ReadonlySet<number> = new Set([401, 403, 406, 415])

const isAboutState = ({ when, status }: Requirement): boolean =>
  THINGS.test(when) && !FORM.test(when) && !OF_FORM.has(status)

describe('the promises of the model', () => {
  it('are requirements of the contract', () => {
    const known = new Set<string>(requirements.map(({ id }) => id))

    expect(modelledRequirements().filter((id) => !known.has(id))).toEqual([])
  })

  it('are all that is said of state, but for a list (ATTEST_WRITE=1 writes it again)', () => {
    const modelled = new Set(modelledRequirements())
    const missing = requirements.filter((one) => isAboutState(one) && !modelled.has(one.id))
    const text = missing.map(({ id, when }) => `${id}\t${when}\n`).join('')
    if (process.env.ATTEST_WRITE === '1') writeFileSync(LIST, text)

    expect(readFileSync(LIST, 'utf8')).toBe(text)
  })

  it.each(Object.keys(PROMISES))(
    'name each status that the rule allows, and no other: %s',
    (op) => {
      const allowed = new Set<number>()
      for (const state of states()) {
        for (const call of callsOf(op, state)) {
          if (!allowed.has(call.status) && cloudModel.after(state, call).length > 0) {
            allowed.add(call.status)
          }
        }
      }

      expect([...allowed].sort()).toEqual(
        Object.keys(PROMISES[op] ?? {})
          .map(Number)
          .sort(),
      )
    },
  )
})

const POWERS: readonly ServerState[] = [
  'active',
  'stopping',
  'stopped',
  'starting',
  'deleting',
  'gone',
]
const STATUSES: readonly VolumeState['status'][] = [
  ...(['available', 'reserved', 'attaching', 'in-use', 'detaching', 'deleting', 'gone'] as const),
  'error',
]
const PHASES: readonly (Link['phase'] | undefined)[] = [
  undefined,
  'linked',
  'coming',
  'there',
  'going',
]
const ATTACHMENTS: readonly CloudState['attachments'][] = [
  [],
  [{ volume: 0, id: 'a', phase: 'reserved' }],
  [{ volume: 0, server: 0, id: 'b', phase: 'attached' }],
]

/** States of a server and a volume in all combinations, whether they can be reached or not. */
function* states(): Generator<CloudState> {
  for (const power of POWERS) {
    for (const status of STATUSES) {
      for (const phase of PHASES) {
        for (const attachments of ATTACHMENTS) {
          const links = phase === undefined ? [] : [{ server: 0, volume: 0, phase, flag: false }]
          const volumes = [{ multiattach: false, status }]
          yield {
            servers: [power],
            volumes,
            links,
            attachments,
            ending: [],
            restless: [],
            bugs: [],
          }
        }
      }
    }
  }
}

/** Calls of an operation with each status, and with what their answers may show in this state. */
function* callsOf(op: string, state: CloudState): Generator<AnsweredCall> {
  const attachments = state.attachments.map(({ id = 'b', server, phase }) => ({
    ...{ id, status: phase as string },
    ...(server !== undefined && { server }),
  }))
  const volumes = state.links.map(({ volume, flag }) => ({ volume, flag }))
  const shown = { attachments, volumes, created: 'c', status: attachments[0]?.status ?? '' }
  for (const step of stepsOf(op)) {
    for (const status of [200, 202, 204, 400, 404, 409]) {
      const named = 'attachment' in step ? [attachments[0], { id: 'z' }] : [undefined]
      for (const attachment of named) {
        yield { step, status, shown, ...(attachment && { attachment }) }
      }
    }
  }
}

function stepsOf(op: string): readonly Step[] {
  const fields = { server: 0, volume: 0, to: 1, attachment: 0, connected: false, flag: true }
  return ['2.60', '2.101'].flatMap((microversion) => {
    const names = Object.entries({ ...fields, microversion, op })
    // Each operation has some of the fields: those that its schema knows.
    const tries = [names, names.filter(([name]) => NEEDED[op]?.includes(name))]
    return tries.flatMap((all) => step.safeParse(Object.fromEntries(all)).data ?? [])
  })
}

const OF_BOTH = ['op', 'microversion', 'server', 'volume']
const OF_VOLUME = ['op', 'microversion', 'volume']
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'compute.attach': OF_BOTH,
  'compute.detach': OF_BOTH,
  'compute.show': OF_BOTH,
  'compute.list': ['op', 'microversion', 'server'],
  'compute.update': [...OF_BOTH, 'flag'],
  'compute.swap': [...OF_BOTH, 'to'],
  'block-storage.create': [...OF_VOLUME, 'connected'],
  'block-storage.list': OF_VOLUME,
  'block-storage.list-detail': OF_VOLUME,
  'block-storage.update': [...OF_VOLUME, 'attachment'],
  'block-storage.complete': [...OF_VOLUME, 'attachment'],
  'block-storage.delete': [...OF_VOLUME, 'attachment'],
  'block-storage.show': [...OF_VOLUME, 'attachment'],
}
