import { inWords } from '../history/words.ts'
import type { AnsweredCall, Shown } from '../model/call.ts'
import type { CloudState } from '../model/state.ts'

/** An answer that nothing explains, and what the resources may have been then. */
export function tellUnexplained(call: AnsweredCall, states: readonly CloudState[]): string {
  const { step, status, shown, attachment } = call
  const seen = /list|show/.test(step.op) ? inWordsOf(shown) : ''
  const answer = `"${inWords(step, attachment)}" was answered ${status}${seen === '' ? '' : `, ${seen},`}`
  const possible = [...new Set(states.map((state) => relevantTo(call, state)))].slice(0, 4)
  return `${answer} where ${possible.join(' or ')}`
}

function relevantTo({ step }: AnsweredCall, state: CloudState): string {
  const parts: string[] = []
  if ('server' in step) parts.push(`server ${step.server} is ${state.servers[step.server]}`)
  if ('volume' in step) parts.push(`volume ${step.volume} is ${state.volumes[step.volume]?.status}`)
  for (const { server, volume, phase } of state.links) {
    const isOfStep =
      ('volume' in step && step.volume === volume) || ('server' in step && step.server === server)
    if (isOfStep) parts.push(`${phase === 'there' ? 'at' : `${phase} at`} server ${server}`)
  }
  return parts.join(', ')
}

function inWordsOf({ status, volumes, attachments }: Shown): string {
  if (attachments) return `attachments: ${attachments.map((each) => each.status).join(', ')}`
  if (volumes) return `volumes: ${volumes.map(({ volume }) => volume).join(', ')}`
  return status ?? ''
}
