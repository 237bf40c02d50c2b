import { inWords } from '../history/words.ts'
import type { AnsweredCall, Shown } from '../model/call.ts'
import type { CloudState } from '../model/state.ts'
import type { Observation } from '../perform/observe.ts'
import { explainsRest } from './explained-rest.ts'

/** An answer that nothing explains, and what the resources may have been then. */
export function tellUnexplained(call: AnsweredCall, states: readonly CloudState[]): string {
  const possible = [...new Set(states.map((state) => relevantTo(call, state)))].slice(0, 4)
  return `${answerInWords(call)}, where ${possible.join(' or ')}`
}

/** What was seen at rest that does not follow from the calls, and what the resources may be by them. */
export function tellRest(states: readonly CloudState[], { calls }: Observation): string {
  const strange = calls.filter((call) => !explainsRest(states, { calls: [call] }))
  if (strange.length > 0) {
    return `at rest, ${strange.map((call) => tellUnexplained(call, states)).join('; ')}`
  }
  return `at rest, no order of the calls leads to all of this: ${calls.map(answerInWords).join('; ')}`
}

function answerInWords({ step, status, shown, attachment }: AnsweredCall): string {
  const seen = /list|show/.test(step.op) ? inWordsOf(shown) : ''
  return `"${inWords(step, attachment)}" was answered ${status}${seen === '' ? '' : `, ${seen}`}`
}

function relevantTo({ step }: AnsweredCall, state: CloudState): string {
  const parts: string[] = []
  if ('server' in step) parts.push(`server ${step.server} is ${state.servers[step.server]}`)
  if ('volume' in step) parts.push(`volume ${step.volume} is ${state.volumes[step.volume]?.status}`)
  for (const { server, volume, phase } of state.links) {
    const place = `${phase === 'there' ? 'at' : `${phase} at`} server ${server}`
    if ('volume' in step) {
      if (step.volume === volume || ('server' in step && step.server === server)) parts.push(place)
    } else if (step.server === server) parts.push(`volume ${volume} ${place}`)
  }
  return parts.join(', ')
}

function inWordsOf({ status, volumes, attachments }: Shown): string {
  if (attachments)
    return `attachments: ${attachments.map((each) => each.status).join(', ') || 'none'}`
  if (volumes) return `volumes: ${volumes.map(({ volume }) => volume).join(', ') || 'none'}`
  return status ?? ''
}
