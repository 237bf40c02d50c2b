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
import { attachmentsOf, type CloudState, type Link, type ServerState, statusesOf } from './state.ts'

const ENDS: Readonly<Partial<Record<ServerState, ServerState>>> = {
  stopping: 'stopped',
  starting: 'active',
  deleting: 'gone',
}

/** The states that may follow by themselves, by one step of one thing that is under way. */
export function driftsOf(state: CloudState): readonly CloudState[] {
  return [
    ...state.servers.flatMap((server, index) => {
      const end = ENDS[server]
      return end === undefined ? [] : [withServer(state, index, end)]
    }),
    ...state.volumes.flatMap((_, index) => ofVolume(state, index)),
    ...state.attachments.flatMap((attachment) =>
      attachment.phase === 'connecting'
        ? [withStatus(withPhase(state, attachment, 'attaching'), attachment.volume, 'attaching')]
        : [],
    ),
    ...state.links.flatMap((link) => ofLink(state, link)),
  ]
}

function ofVolume(state: CloudState, volume: number): readonly CloudState[] {
  const status = state.volumes[volume]?.status
  if (status === undefined || status === 'gone') return []
  if (status === 'error') return []
  if (status === 'deleting' || status === 'error-deleting')
    return [withStatus(state, volume, 'gone')]
  const allowed = statusesOf(state, volume)
  return allowed.includes(status) ? [] : allowed.map((each) => withStatus(state, volume, each))
}

function ofLink(state: CloudState, link: Link): readonly CloudState[] {
  const { volume, server, phase } = link
  const attachment = attachmentsOf(state, volume).find((each) => each.server === server)
  if (phase === 'there') return []
  if (phase === 'refused') return [withoutLink(state, link)]
  if (phase === 'asked' || phase === 'linked') {
    if (!isFree(state, volume) || hasOther(state, link)) {
      // An attach before 2.101 that is answered with success has reserved the volume.
      return phase === 'linked' ? [] : [withoutLink(state, link)]
    }
    const reserved = withAttachment(state, { volume, server, phase: 'reserved' })
    return [withStatus(withLink(reserved, link, { phase: 'coming' }), volume, 'reserved')]
  }
  if (phase === 'going') {
    if (attachment === undefined) return [withoutLink(state, link)]
    return [left(withoutAttachment(state, attachment), link)]
  }
  // Somebody has deleted the attachment: Compute gives up.
  if (attachment === undefined) return [withoutLink(state, link)]
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

/** The server has let the volume go; one that is deleted takes along what is flagged. */
function left(state: CloudState, { volume, server, flag }: Link): CloudState {
  const ends = ['deleting', 'gone'].includes(state.servers[server] ?? 'gone')
  const isLast = attachmentsOf(state, volume).length === 0
  return ends && flag && isLast ? withStatus(state, volume, 'deleting') : state
}

function hasOther(state: CloudState, link: Link): boolean {
  return state.links.some(
    (other) => other !== link && other.volume === link.volume && other.server === link.server,
  )
}
