import type { AttachmentState, CloudState, Link, ServerState, VolumeState } from './state.ts'

// States are never changed: each of these returns another one.

export function withServer(state: CloudState, server: number, to: ServerState): CloudState {
  return { ...state, servers: state.servers.with(server, to) }
}

export function withStatus(
  state: CloudState,
  volume: number,
  status: VolumeState['status'],
): CloudState {
  const { multiattach = false } = state.volumes[volume] ?? {}
  return { ...state, volumes: state.volumes.with(volume, { multiattach, status }) }
}

/** The status is what was written last, and nothing corrects it. */
export function withLastingStatus(
  state: CloudState,
  volume: number,
  status: VolumeState['status'],
): CloudState {
  const { multiattach = false } = state.volumes[volume] ?? {}
  return { ...state, volumes: state.volumes.with(volume, { multiattach, status, stays: true }) }
}

export function withLink(state: CloudState, old: Link, changes: Partial<Link>): CloudState {
  const links = state.links.map((link) => (link === old ? { ...link, ...changes } : link))
  return { ...state, links }
}

export function withoutLink(state: CloudState, old: Link): CloudState {
  return { ...state, links: state.links.filter((link) => link !== old) }
}

export function withPhase(
  state: CloudState,
  old: AttachmentState,
  phase: AttachmentState['phase'],
): CloudState {
  const attachments = state.attachments.map((each) => (each === old ? { ...each, phase } : each))
  return { ...state, attachments }
}

export function withId(state: CloudState, old: AttachmentState, id: string): CloudState {
  const attachments = state.attachments.map((each) => (each === old ? { ...each, id } : each))
  return { ...state, attachments }
}

export function withAttachment(state: CloudState, attachment: AttachmentState): CloudState {
  return { ...state, attachments: [...state.attachments, attachment] }
}

export function withoutAttachment(state: CloudState, old: AttachmentState): CloudState {
  const attachments = state.attachments.filter((each) => each !== old)
  const left = attachments.filter(({ volume }) => volume === old.volume)
  // The status is worked out again, which ends an error; of several phases, any may win.
  const isWrong = state.volumes[old.volume]?.status === 'error'
  const isOpen = isWrong || new Set(left.map(({ phase }) => phase)).size > 1
  const without = { ...state, attachments }
  return isOpen ? withStatus(without, old.volume, 'detaching') : without
}
