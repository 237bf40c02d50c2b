import { compareMicroversions, microversion } from '../../src/openapi/microversion.ts'
import type { Rule } from './call.ts'
import { withId, withLink, withStatus } from './change.ts'
import { isDeleted, isFree } from './free.ts'
import { isLeaving } from './is-leaving.ts'
import { isOnlyNoted } from './is-only-noted.ts'
import { DETACHED_MEANWHILE } from './known-errors.ts'
import { refused } from './refused.ts'
import { attachmentsOf, type CloudState, type Link, linkOf } from './state.ts'
import { isSwap } from './swap-phase.ts'
import { withoutTask } from './without-task.ts'

const since = (version: string, first: string): boolean =>
  compareMicroversions(microversion(version), microversion(first)) >= 0

/** From this microversion on, volumes of a server without a host are attached and detached. */
const OF_SHELVED = '2.20'

/** How Compute refuses whatever is sent for this server; empty: it does not. */
function refusalsBy(state: CloudState, server: number, version: string): readonly number[] {
  switch (state.servers[server]) {
    case 'active':
    case 'stopped':
    case 'reopened':
      return []
    case 'shelved':
    case 'offloaded':
      return since(version, OF_SHELVED) ? [] : [409]
    case 'stopping':
    case 'starting':
    case 'shelving':
    case 'offloading':
    case 'unshelving':
      return [409]
    case 'deleting':
      return [404, 409]
    default:
      return [404]
  }
}

export const attach: Rule<'compute.attach'> = (state, { step, status, id }) => {
  const { server, volume, microversion: version, flag = false } = step
  const late = since(version, '2.101')
  const { multiattach = false } = state.volumes[volume] ?? {}
  const links = state.links.filter((link) => link.volume === volume)
  const blocking = links.filter((link) => !multiattach || link.server === server)
  const unserved = refusalsBy(state, server, version)
  const early = multiattach && !since(version, '2.60') ? [400] : []
  const blocked = blocking.length > 0 || !isFree(state, volume) ? [400, 409] : []
  const isOpen = unserved.length === 0 && early.length === 0 && blocked.length === 0
  if (status === 400 && !late && isOpen) {
    // It is noted now, and refused when Block Storage is asked, before which the volume may change.
    const by = id === undefined ? {} : { by: id }
    return [
      { ...state, links: [...state.links, { server, volume, flag, phase: 'failing', ...by }] },
    ]
  }
  if (status >= 400) {
    const hidden = isDeleted(state, volume) ? [400, 404] : []
    const allowed = [...unserved, ...early, ...blocked, ...hidden]
    const refusals = refused(state, status, allowed).flatMap((each) =>
      status === 400 ? [each, ...withoutTask(each, server)] : [each],
    )
    // What Block Storage refuses was noted by Compute before, which stops others for a moment.
    const isNoted = refusals.length > 0 && blocking.length === 0 && unserved.length === 0
    const note: Link = { server, volume, flag, phase: 'refused' }
    return isNoted ? [...refusals, { ...state, links: [...state.links, note] }] : refusals
  }
  if (status !== (late ? 202 : 200) || unserved.length > 0 || early.length > 0) return []
  // An attach that was only asked for has left no trace yet, so another one may overtake it.
  if (blocking.some(({ phase }) => phase !== 'asked')) return []
  // From 2.101 on, what stands in the way in Block Storage is found out after the answer.
  // A server without a host gets its volume before the answer, at every microversion.
  const isAsked = late && state.servers[server] !== 'offloaded'
  if (!isAsked && !isFree(state, volume)) return []
  const link: Link = { server, volume, flag, phase: isAsked ? 'asked' : 'linked' }
  return [{ ...state, links: [...state.links, link] }]
}

/** Before 2.101, the answer of an attach comes when the volume is reserved. */
export function isReserved(
  state: CloudState,
  { server, volume }: Pick<Link, 'server' | 'volume'>,
): boolean {
  return linkOf(state, server, volume)?.phase !== 'linked'
}

/** Before 2.101, the refusal of an attach comes when Block Storage has refused it. */
export function isRefused({ links }: CloudState, id: number): boolean {
  return !links.some(({ phase, by }) => phase === 'failing' && by === id)
}

export const detach: Rule<'compute.detach'> = (state, { step, status }) => {
  const { server, volume, microversion: version } = step
  const link = linkOf(state, server, volume)
  const isThere = link?.phase === 'there' || link?.phase === 'coming'
  const inUse = state.volumes[volume]?.status === 'in-use'
  const unserved = refusalsBy(state, server, version)
  if (status === 202) {
    if (link === undefined || unserved.length > 0) return []
    if (link.phase === 'kept') return [withLink(state, link, { phase: 'going' })]
    if (inUse && isOnlyNoted(link)) {
      const isStuck = state.bugs.includes('compute.detach:attach-under-way')
      return isStuck
        ? [withStatus(withLink(state, link, { phase: 'stuck' }), volume, 'detaching')]
        : []
    }
    if (!isThere || !inUse) return []
    return [withStatus(withLink(state, link, { phase: 'going' }), volume, 'detaching')]
  }
  const isKept = link?.phase === 'kept'
  return refused(state, status, [
    ...unserved,
    ...(isDeleted(state, volume) || link === undefined ? [404] : []),
    ...(link !== undefined && link.phase !== 'there' && !isKept ? [400, 404, 409] : []),
    ...(inUse || isKept ? [] : [400, 409]),
  ])
}

export const update: Rule<'compute.update'> = (state, { step, status }) => {
  const { server, volume, flag, microversion: version } = step
  const link = linkOf(state, server, volume)
  if (status === 202) {
    const isHidden = state.servers[server] === 'gone'
    return link === undefined || isHidden ? [] : [withLink(state, link, { flag })]
  }
  return refused(state, status, [
    ...refusalsBy(state, server, version),
    ...(isDeleted(state, volume) || link === undefined ? [404] : []),
    ...(link !== undefined && !isListed(link) ? [400, 404, 409] : []),
    // It goes while the flag is set.
    ...(link?.phase !== 'there' && state.bugs.includes(DETACHED_MEANWHILE) ? [500] : []),
  ])
}

export const show: Rule<'compute.show'> = (state, call) => {
  const { server, volume } = call.step
  const link = linkOf(state, server, volume)
  const power = state.servers[server] ?? 'gone'
  const isHidden = isLeaving(power)
  if (call.status === 404) return link !== undefined && isListed(link) && !isHidden ? [] : [state]
  if (call.status !== 200 || power === 'gone') return []
  const [shown] = call.shown.volumes ?? []
  if (link === undefined || !isRight(link, shown?.flag)) return []
  return withAttachmentOf(state, link, shown?.attachment)
}

export const list: Rule<'compute.list'> = (state, { step: { server }, status, shown }) => {
  const power = state.servers[server] ?? 'gone'
  if (status === 404) return isLeaving(power) ? [state] : []
  if (status !== 200 || power === 'gone') return []
  const volumes = shown.volumes ?? []
  const areKnown = volumes.every(({ volume, flag }) => {
    const link = linkOf(state, server, volume)
    return link !== undefined && isRight(link, flag)
  })
  const areOnce = new Set(volumes.map(({ volume }) => volume)).size === volumes.length
  const must = state.links.filter((link) => link.server === server && isListed(link))
  const isComplete = must.every((link) => volumes.some(({ volume }) => volume === link.volume))
  if (!areKnown || !areOnce || !isComplete) return []
  return volumes.reduce<readonly CloudState[]>(
    (states, { volume, attachment }) =>
      states.flatMap((each) => {
        const link = linkOf(each, server, volume)
        return link === undefined ? [] : withAttachmentOf(each, link, attachment)
      }),
    [state],
  )
}

/**
 * From 2.89 on, Compute names the attachment in Block Storage. It is held against what is known of it,
 * or is known from now on; while the volume comes or leaves, it may be another one, or be gone.
 */
function withAttachmentOf(
  state: CloudState,
  { server, volume, phase }: Link,
  id: string | undefined,
): readonly CloudState[] {
  if (id === undefined || phase !== 'there' || state.servers[server] === 'offloading')
    return [state]
  const [own, second] = attachmentsOf(state, volume).filter((each) => each.server === server)
  if (own === undefined || second !== undefined) return [state]
  if (own.id === undefined) return [withId(state, own, id)]
  return own.id === id ? [state] : []
}

/** Whether Compute must show it. */
export const isListed = ({ phase }: Link): boolean =>
  phase === 'there' || phase === 'kept' || isSwap(phase)

function isRight(link: Link, flag: boolean | undefined): boolean {
  return flag === undefined || flag === link.flag
}
