import { byOf, type Step } from './step.ts'

const CALLERS = {
  member: '',
  stranger: ' for somebody of another project',
  admin: ' for an administrator',
}

/**
 * A call in words, such as `attach volume 1 to server 0 at 2.60`; with the attachment that was chosen for it,
 * of which the step has only a number that is counted round.
 */
export function inWords(step: Step, chosen?: { readonly place?: number }): string {
  const who = CALLERS[byOf(step) ?? 'member']
  const named =
    'attachment' in step ? { ...step, attachment: chosen?.place ?? step.attachment } : step
  return `${phrase(named)}${who} at ${step.microversion}`
}

function phrase(step: Step): string {
  switch (step.op) {
    case 'compute.attach': {
      const flag = step.flag === true ? ', to be deleted with it' : ''
      return `attach volume ${step.volume} to server ${step.server}${flag}`
    }
    case 'compute.detach':
      return `detach volume ${step.volume} from server ${step.server}`
    case 'compute.show':
      return `show the attachment of volume ${step.volume} to server ${step.server}`
    case 'compute.list':
      return `list the volumes of server ${step.server}`
    case 'compute.update':
      return `set delete_on_termination of volume ${step.volume} at server ${step.server} to ${step.flag}`
    case 'compute.swap':
      return `replace volume ${step.volume} of server ${step.server} by volume ${step.to}`
    case 'block-storage.create':
      return `create ${step.connected ? 'a connected' : 'an'} attachment of volume ${step.volume}`
    case 'block-storage.update':
      return `connect ${attachment(step)}`
    case 'block-storage.complete':
      return `complete ${attachment(step)}`
    case 'block-storage.delete':
      return `delete ${attachment(step)}`
    case 'block-storage.show':
      return `show ${attachment(step)}`
    case 'block-storage.list-detail':
      return `list the details of the attachments of volume ${step.volume}`
    case 'block-storage.list':
      return `list the attachments of volume ${step.volume}`
    case 'volume.show':
      return `show volume ${step.volume}`
    case 'volume.set-error':
      return `set volume ${step.volume} to error`
    case 'volume.delete':
      return `delete volume ${step.volume}`
    case 'server.show':
    case 'server.stop':
    case 'server.start':
    case 'server.shelve':
    case 'server.unshelve':
    case 'server.delete':
      return `${step.op.slice('server.'.length)} server ${step.server}`
  }
}

const attachment = (step: { readonly attachment: number; readonly volume: number }): string =>
  `attachment ${step.attachment} of volume ${step.volume}`
