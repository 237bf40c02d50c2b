import {
  withAttachment,
  withLink,
  withoutAttachment,
  withoutLink,
  withPhase,
  withServer,
  withStatus,
} from './change.ts'
import { isFree } from './free.ts'
import {
  type AttachmentState,
  attachmentsOf,
  type CloudState,
  type Link,
  type ServerState,
  statusesOf,
} from './state.ts'
import { isSwap } from './swap-phase.ts'
import { swapDrifts } from './swap-rule.ts'
import { withoutTask } from './without-task.ts'

const ENDS: Readonly<Partial<Record<ServerState, ServerState>>> = {
  stopping: 'stopped',
  starting: 'active',
  shelving: 'shelved',
  offloading: 'offloaded',
  unshelving: 'active',
  deleting: 'gone',
  reopened: 'gone',
}

/** In which phases the volumes of a server must not be when it comes to an end. */
const NOT_YET: Readonly<Partial<Record<ServerState, readonly Link['phase'][]>>> = {
  offloading: ['there'],
  unshelving: ['kept', 'coming'],
}

/** The states that may follow by themselves, by one step of one thing that is under way. */
export function driftsOf(state: CloudState): readonly CloudState[] {
  return [
    ...state.servers.flatMap((server, index) => {
      const end = ENDS[server]
      const waitsFor = NOT_YET[server] ?? []
      const isOpen = state.links.some((one) => one.server === index && waitsFor.includes(one.phase))
      return end === undefined || isOpen ? [] : [withServer(state, index, end)]
    }),
    ...state.volumes.flatMap((_, index) => ofVolume(state, index)),
    ...state.attachments.flatMap((attachment) =>
      attachment.phase === 'connecting'
        ? [withStatus(withPhase(state, attachment, 'attaching'), attachment.volume, 'attaching')]
        : [],
    ),
    ...state.links.flatMap((link) => ofLink(state, link)),
    ...state.ending.map((id) => ({ ...state, ending: state.ending.filter((one) => one !== id) })),
    ...state.restless.map((server) => ({
      ...state,
      restless: state.restless.filter((one) => one !== server),
    })),
  ]
}

function ofVolume(state: CloudState, volume: number): readonly CloudState[] {
  const { status, stays = false } = state.volumes[volume] ?? {}
  if (status === undefined || status === 'gone' || stays) return []
  if (status === 'error') return []
  if (status === 'deleting' || status === 'error-deleting')
    return [withStatus(state, volume, 'gone')]
  const allowed = statusesOf(state, volume)
  return allowed.includes(status) ? [] : allowed.map((each) => withStatus(state, volume, each))
}

function ofLink(state: CloudState, link: Link): readonly CloudState[] {
  const { volume, server, phase } = link
  if (phase === 'taken') {
    const freed = attachmentsOf(state, volume).reduce(withoutAttachment, withoutLink(state, link))
    return left(freed, link)
  }
  if (phase === 'stuck') {
    return attachmentsOf(state, volume).length === 0 ? [withoutLink(state, link)] : []
  }
  const next = goingOn(state, link)
  if (state.servers[server] !== 'gone' || phase === 'going') return next
  // Only a cloud with a known bug leaves this to a server that is gone: it stays in Block Storage, or is let go.
  const own = attachmentsOf(state, volume).find((each) => each.server === server)
  const isHeld = phase === 'there' || own === undefined
  return [...next, withoutLink(isHeld ? state : withoutAttachment(state, own), link)]
}

function goingOn(state: CloudState, link: Link): readonly CloudState[] {
  const { volume, server, phase } = link
  if (isSwap(phase)) return swapDrifts(state, link)
  const own = attachmentsOf(state, volume).filter((each) => each.server === server)
  const [attachment] = own
  const power = state.servers[server] ?? 'gone'
  if (phase === 'there') return power === 'offloading' ? unplugged(state, link, own) : []
  if (phase === 'kept')
    return power === 'unshelving' ? [withLink(state, link, { phase: 'coming' })] : []
  if (phase === 'refused') return [withoutLink(state, link)]
  if (phase === 'failing') {
    if (isFree(state, volume)) return []
    const without = withoutLink(state, link)
    return [without, ...withoutTask(without, server)]
  }
  if (phase === 'asked' || phase === 'linked') {
    if (!isFree(state, volume) || hasOther(state, link)) {
      // An attach before 2.101 that is answered with success has reserved the volume.
      if (phase === 'linked') return []
      const without = withoutLink(state, link)
      return [without, ...withoutTask(without, server)]
    }
    const made = withAttachment(state, { volume, server, phase: 'reserved' })
    const next = power === 'offloaded' && phase === 'linked' ? 'kept' : 'coming'
    const reserved = withStatus(withLink(made, link, { phase: next }), volume, 'reserved')
    return phase === 'asked' && hasNoHost(power) ? [reserved, withoutLink(state, link)] : [reserved]
  }
  if (phase === 'going') {
    if (attachment === undefined) return [withoutLink(state, link)]
    return left(withoutAttachment(state, attachment), link)
  }
  // Somebody has deleted the attachment: Compute gives up.
  if (attachment === undefined) return [withoutLink(state, link)]
  if (hasNoHost(power)) {
    // The attach comes when the server has left its host: it fails.
    return [
      ...comes(state, link, attachment),
      withoutLink(withoutAttachment(state, attachment), link),
    ]
  }
  return comes(state, link, attachment)
}

const hasNoHost = (power: ServerState): boolean => power === 'offloading' || power === 'offloaded'

/** The server leaves its host: the volume is reserved for it anew, and then disconnected. */
function unplugged(
  state: CloudState,
  link: Link,
  own: readonly AttachmentState[],
): readonly CloudState[] {
  const { volume, server } = link
  const old = own.find(({ phase }) => phase !== 'reserved')
  if (!own.some(({ phase }) => phase === 'reserved')) {
    return [withAttachment(state, { volume, server, phase: 'reserved' })]
  }
  const kept = withLink(state, link, { phase: 'kept' })
  return [old === undefined ? kept : withoutAttachment(kept, old)]
}

function comes(state: CloudState, link: Link, attachment: AttachmentState): readonly CloudState[] {
  const { volume } = link
  switch (attachment.phase) {
    case 'attached':
      return [withLink(state, link, { phase: 'there' })]
    case 'attaching':
      return [withStatus(withPhase(state, attachment, 'attached'), volume, 'in-use')]
    default: {
      const connected = withStatus(withPhase(state, attachment, 'attaching'), volume, 'attaching')
      // A volume in error is not connected, so Compute gives up.
      const isWrong = state.volumes[volume]?.status === 'error'
      return isWrong
        ? [connected, withoutLink(withoutAttachment(state, attachment), link)]
        : [connected]
    }
  }
}

/**
 * The server has let the volume go; one that is deleted takes along what is flagged. One without a host
 * may do so, too: erratum compute.detach:flagged-volume-of-offloaded-server.
 */
function left(state: CloudState, { volume, server, flag }: Link): readonly CloudState[] {
  const power = state.servers[server] ?? 'gone'
  const isLast = attachmentsOf(state, volume).length === 0
  if (!flag || !isLast) return [state]
  const deleted = withStatus(state, volume, 'deleting')
  if (power === 'deleting' || power === 'gone') return [deleted]
  return power === 'offloaded' ? [state, deleted] : [state]
}

function hasOther(state: CloudState, link: Link): boolean {
  return state.links.some(
    (other) => other !== link && other.volume === link.volume && other.server === link.server,
  )
}
