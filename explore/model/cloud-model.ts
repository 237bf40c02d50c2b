import { byOf, type Op } from '../history/step.ts'
import type { Model } from '../search/model.ts'
import * as around from './around-rules.ts'
import * as blockStorage from './block-storage-rules.ts'
import type { AnsweredCall, Rule } from './call.ts'
import * as compute from './compute-rules.ts'
import { driftsOf } from './drifts.ts'
import { type CloudState, keyOf } from './state.ts'
import { ofStranger } from './stranger-rule.ts'
import { isSwapAnswered, swap } from './swap-rule.ts'

const RULES: { readonly [Name in Op]: Rule<Name> } = {
  'compute.attach': compute.attach,
  'compute.detach': compute.detach,
  'compute.show': compute.show,
  'compute.list': compute.list,
  'compute.update': compute.update,
  'compute.swap': swap,
  'block-storage.create': blockStorage.create,
  'block-storage.update': blockStorage.update,
  'block-storage.complete': blockStorage.complete,
  'block-storage.delete': blockStorage.remove,
  'block-storage.show': blockStorage.show,
  'block-storage.list': blockStorage.list,
  'block-storage.list-detail': blockStorage.listDetail,
  'volume.show': around.showVolume,
  'volume.delete': around.deleteVolume,
  'volume.set-error': around.setError,
  'server.show': around.showServer,
  'server.stop': around.stop,
  'server.start': around.start,
  'server.shelve': around.shelve,
  'server.unshelve': around.unshelve,
  'server.delete': around.deleteServer,
}

/** Compute and Block Storage together, by what their API documents promise. */
export const cloudModel: Model<CloudState, AnsweredCall> = {
  key: keyOf,
  drifts: driftsOf,
  after(state, call, id) {
    if (byOf(call.step) === 'stranger') return ofStranger(state, call)
    // The table has the rule of each operation under its name.
    const rule = RULES[call.step.op] as Rule<Op>
    const next = rule(state, id === undefined ? call : { ...call, id })
    return isBusyAgain(state, call) ? [...next, state] : next
  },
  mayAnswer(state, { step, status, attachment }, id) {
    if (step.op === 'block-storage.delete') return blockStorage.isEnded(state, attachment)
    if (step.op === 'compute.swap') return isSwapAnswered(state, { step, status })
    if (step.op !== 'compute.attach') return true
    return status < 300 ? compute.isReserved(state, step) : compute.isRefused(state, id)
  },
}

/** A server that does what was accepted twice refuses all else meanwhile. */
function isBusyAgain({ restless }: CloudState, { step, status }: AnsweredCall): boolean {
  return status === 409 && 'server' in step && restless.includes(step.server)
}

/** In these, a call has not been answered yet. */
const UNANSWERED: ReadonlySet<string> = new Set(['linked', 'failing', 'swap-noted', 'swap-failing'])

/** Whether nothing is under way, so that the state lasts until the next call. */
export function isAtRest(state: CloudState): boolean {
  const isUnanswered = state.links.some(({ phase }) => UNANSWERED.has(phase))
  return !isUnanswered && driftsOf(state).length === 0
}
