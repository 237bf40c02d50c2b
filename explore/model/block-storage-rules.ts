import type { AnsweredCall, Rule } from './call.ts'
import {
  withAttachment,
  withId,
  withLastingStatus,
  withoutAttachment,
  withPhase,
  withStatus,
} from './change.ts'
import { isDeleted, isFree } from './free.ts'
import type { KnownBug } from './known-bugs.ts'
import { DEADLOCK } from './known-errors.ts'
import { refused } from './refused.ts'
import {
  type AttachmentState,
  attachmentsOf,
  type CloudState,
  linkOf,
  type VolumeState,
} from './state.ts'

/** The attachment that a call names; undefined when it is no more. A list has shown each of them. */
function named(
  state: CloudState,
  { attachment, step }: Pick<AnsweredCall, 'attachment'> & { readonly step: { volume: number } },
): AttachmentState | undefined {
  if (attachment === undefined) return undefined
  return attachmentsOf(state, step.volume).find(({ id }) => id === attachment.id)
}

export const create: Rule<'block-storage.create'> = (state, { step, status, shown }) => {
  const { volume, connected } = step
  if (status === 200) {
    if (!isFree(state, volume) || shown.created === undefined) return []
    const phase = connected ? 'connecting' : 'reserved'
    const made = withAttachment(state, { volume, id: shown.created, phase })
    return [withStatus(made, volume, 'reserved')]
  }
  return refused(state, status, [
    ...(isDeleted(state, volume) ? [400, 404] : []),
    ...(isFree(state, volume) ? [] : [400, 409]),
  ])
}

export const update: Rule<'block-storage.update'> = (state, call) => {
  const attachment = named(state, call)
  const late = writtenAfterDeletion(state, call, 'attaching')
  if (call.status === 200) {
    if (attachment === undefined) return late
    const { volume } = attachment
    const connected = withPhase(state, attachment, 'attaching')
    // Of a known bug: of attachment and volume, one is connected after the completion, the other one before.
    const isMixed = state.bugs.includes(AT_THE_SAME_TIME) && attachment.phase === 'attached'
    const mixed = [
      withLastingStatus(connected, volume, 'in-use'),
      withLastingStatus(state, volume, 'attaching'),
    ]
    return [withStatus(connected, volume, 'attaching'), ...(isMixed ? mixed : [])]
  }
  const isWrong = state.volumes[call.step.volume]?.status === 'error'
  return [
    ...refused(state, call.status, [
      ...(attachment === undefined ? [404] : []),
      ...(isEnded(state, call.attachment) ? [] : [500]),
      ...(isWrong ? [409, 500] : []),
    ]),
    ...(call.status === 500 ? late : []),
  ]
}

const AT_THE_SAME_TIME: KnownBug = 'block-storage:attachment-at-the-same-time'

/**
 * Of a known bug: what a call writes into the status of the volume of an attachment that is being deleted at the same
 * time comes after the deletion.
 */
function writtenAfterDeletion(
  state: CloudState,
  { step, attachment }: Pick<AnsweredCall, 'attachment'> & { readonly step: { volume: number } },
  status: VolumeState['status'],
): readonly CloudState[] {
  const isKnown = state.bugs.includes(AT_THE_SAME_TIME) && !isEnded(state, attachment)
  return isKnown ? [withLastingStatus(state, step.volume, status)] : []
}

export const complete: Rule<'block-storage.complete'> = (state, call) => {
  const attachment = named(state, call)
  if (call.status === 204) {
    if (attachment === undefined) return writtenAfterDeletion(state, call, 'in-use')
    const { volume } = attachment
    const completed = withStatus(withPhase(state, attachment, 'attached'), volume, 'in-use')
    // The connection that a creation makes may come after it, and is what stays.
    return attachment.phase === 'connecting' ? [completed, state] : [completed]
  }
  return refused(state, call.status, attachment === undefined ? [404] : [])
}

/**
 * An attachment of a server is Compute's to delete, but for what is only reserved. Of several deletions at the
 * same time, more than one may succeed: all releases answer so, and it is gone as each has asked.
 */
export const remove: Rule<'block-storage.delete'> = (state, call) => {
  const attachment = named(state, call)
  const { status, step } = call
  const mayDeadlock = state.bugs.includes(DEADLOCK)
  if (attachment === undefined) {
    const beside = mayDeadlock ? [200, 404, 500] : [200, 404]
    return refused(state, status, isEnded(state, call.attachment) ? [404] : beside)
  }
  const { server, phase, id } = attachment
  const link = server === undefined ? undefined : linkOf(state, server, step.volume)
  const isUsed = link !== undefined && phase !== 'reserved'
  if (status === 200) {
    if (isUsed && link.phase === 'there') return []
    const ending = id === undefined ? state.ending : [...state.ending, id]
    const removed = { ...withoutAttachment(state, attachment), ending }
    const isConnecting = phase === 'connecting' || link?.phase === 'coming'
    return [removed, ...(isConnecting ? writtenLater(removed, step.volume, phase) : [])]
  }
  return refused(state, status, [
    ...(link === undefined ? [] : [409]),
    ...(mayDeadlock ? [500] : []),
  ])
}

/** Of a known bug: what was connecting the attachment writes the status of its volume after the deletion. */
function writtenLater(
  removed: CloudState,
  volume: number,
  phase: AttachmentState['phase'],
): readonly CloudState[] {
  const isLast = attachmentsOf(removed, volume).length === 0
  if (!isLast || !removed.bugs.includes(AT_THE_SAME_TIME)) return []
  const statuses =
    phase === 'attaching' ? (['attaching', 'in-use'] as const) : (['attaching'] as const)
  return statuses.map((status) => withLastingStatus(removed, volume, status))
}

/** A deletion that succeeds is answered when it is over. */
export function isEnded(state: CloudState, attachment: AnsweredCall['attachment']): boolean {
  return !state.ending.includes(attachment?.id ?? '')
}

export const show: Rule<'block-storage.show'> = (state, call) => {
  const attachment = named(state, call)
  if (call.status === 404) return attachment === undefined ? [state] : []
  if (call.status !== 200 || attachment === undefined) return []
  return isSeen(attachment, call.shown.status) ? [state] : []
}

export const list: Rule<'block-storage.list'> = (state, { step, status, shown }) => {
  if (status !== 200) return []
  const known = attachmentsOf(state, step.volume)
  let [left, next]: [readonly SeenAttachment[], CloudState] = [shown.attachments ?? [], state]
  for (const each of known) {
    const one = left.find((seen) => isSame(each, seen) && isSeen(each, seen.status))
    if (one === undefined) return []
    left = left.filter((other) => other !== one)
    if (each.id === undefined) next = withId(next, each, one.id)
  }
  return left.length === 0 ? [next] : []
}

export const listDetail: Rule<'block-storage.list-detail'> = (state, { step, ...answer }) =>
  list(state, { step: { ...step, op: 'block-storage.list' }, ...answer })

type SeenAttachment = NonNullable<AnsweredCall['shown']['attachments']>[number]

function isSame(known: AttachmentState, { id, server }: SeenAttachment): boolean {
  return known.id === undefined ? known.server === server : known.id === id
}

function isSeen({ phase }: AttachmentState, status: string | undefined): boolean {
  if (phase === 'connecting') return status === 'reserved' || status === 'attaching'
  return status === phase
}
