import type { AnsweredCall, Rule } from './call.ts'
import { withAttachment, withLink, withoutAttachment, withPhase, withStatus } from './change.ts'
import { isListed } from './compute-rules.ts'
import { isDeleted, isFree } from './free.ts'
import { isLeaving } from './is-leaving.ts'
import { refused } from './refused.ts'
import { attachmentsOf, type CloudState, type Link, linkOf } from './state.ts'
import type { SwapPhase } from './swap-phase.ts'

/**
 * An administrator replaces a volume of a server. Compute marks the old volume as detaching, then looks
 * whether it may be replaced, and reserves the new one. Later releases leave this to migrations of volumes,
 * and answer 409: erratum compute.update:direct-swap.
 */
export const swap: Rule<'compute.swap'> = (state, { step, status }) => {
  const { server, volume, to } = step
  const power = state.servers[server] ?? 'gone'
  const link = linkOf(state, server, volume)
  const isUsed = link?.phase === 'there' && state.volumes[volume]?.status === 'in-use'
  const noted = (phase: SwapPhase): readonly CloudState[] =>
    isUsed ? [withStatus(withLink(state, link, { phase, to }), volume, 'detaching')] : []
  if (status === 202) return power === 'active' ? noted('swap-noted') : []
  const isRefused = !isUsed || mayNotSwap(state, server, volume, to)
  return [
    ...refused(state, status, [
      ...(isLeaving(power) ? [404] : []),
      ...(isDeleted(state, volume) || link === undefined || !isListed(link) ? [404] : []),
      ...(isRefused ? [400] : []),
      409,
    ]),
    ...(status === 400 ? noted('swap-failing') : []),
  ]
}

/** What is found out when the old volume is marked already. */
function mayNotSwap(state: CloudState, server: number, volume: number, to: number): boolean {
  const isShared = attachmentsOf(state, volume).length > 1
  return isShared || linkOf(state, server, to) !== undefined || !isFree(state, to)
}

/** Of several servers that write to a volume, none can have it replaced. */
function isWrittenByOthers(state: CloudState, volume: number): boolean {
  return attachmentsOf(state, volume).filter(({ phase }) => phase === 'attached').length > 1
}

/** The states that may follow by themselves while a volume is replaced. */
export function swapDrifts(state: CloudState, link: Link): readonly CloudState[] {
  const { server, volume, phase, to = volume } = link
  if (phase === 'swap-failing') {
    const back = withStatus(ended(state, link, volume), volume, 'in-use')
    return mayNotSwap(state, server, volume, to) ? [back] : []
  }
  if (phase === 'swap-noted') {
    const isFound = linkOf(state, server, to) !== undefined || isWrittenByOthers(state, volume)
    if (isFound || !isFree(state, to)) return []
    const made = withAttachment(state, { volume: to, server, phase: 'reserved' })
    return [withStatus(withLink(made, link, { phase: 'swapping' }), to, 'reserved')]
  }
  const fresh = attachmentsOf(state, to).find((each) => each.server === server)
  const old = attachmentsOf(state, volume).find((each) => each.server === server)
  if (fresh === undefined) return []
  switch (fresh.phase) {
    case 'attached':
      // Compute tells of the new volume last.
      return [old === undefined ? ended(state, link, to) : withoutAttachment(state, old)]
    case 'attaching':
      return [withStatus(withPhase(state, fresh, 'attached'), to, 'in-use')]
    default:
      return [withStatus(withPhase(state, fresh, 'attaching'), to, 'attaching')]
  }
}

/** The server has this volume, and nothing is under way. */
function ended(state: CloudState, { server, flag, ...old }: Link, volume: number): CloudState {
  const links = state.links.filter((each) => each.server !== server || each.volume !== old.volume)
  return { ...state, links: [...links, { server, volume, flag, phase: 'there' }] }
}

/** The answer comes when the new volume is reserved, or the old one is in use again. */
export function isSwapAnswered(
  state: CloudState,
  { step: { server, volume }, status }: Pick<AnsweredCall<'compute.swap'>, 'step' | 'status'>,
): boolean {
  const phase = linkOf(state, server, volume)?.phase
  return phase !== (status === 202 ? 'swap-noted' : 'swap-failing')
}
