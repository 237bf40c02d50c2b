import type { Rule } from './call.ts'
import { withLink, withoutLink, withServer, withStatus } from './change.ts'
import { isDeleted, isFree } from './free.ts'
import { isLeaving } from './is-leaving.ts'
import { isOnlyNoted } from './is-only-noted.ts'
import type { KnownBug } from './known-bugs.ts'
import { refused } from './refused.ts'
import { attachmentsOf, type CloudState, type Link, type ServerState } from './state.ts'

export const showVolume: Rule<'volume.show'> = (state, { step, status, shown }) => {
  const known = state.volumes[step.volume]?.status ?? 'gone'
  if (status === 404) return known === 'gone' ? [state] : []
  const isShown = shown.status === (known === 'error-deleting' ? 'error' : known)
  return status === 200 && isShown ? [state] : []
}

/** Nothing but the status changes. */
export const setError: Rule<'volume.set-error'> = (state, { step: { volume }, status }) => {
  const known = state.volumes[volume]?.status ?? 'gone'
  if (status === 404) return known === 'gone' ? [state] : []
  if (status !== 202 || known === 'gone') return []
  const isGoing = isDeleted(state, volume)
  return [withStatus(state, volume, isGoing ? 'error-deleting' : 'error')]
}

export const deleteVolume: Rule<'volume.delete'> = (state, { step: { volume }, status }) => {
  const known = state.volumes[volume]?.status ?? 'gone'
  const isIdle = known === 'available' || known.startsWith('error')
  const isUnused = isIdle && attachmentsOf(state, volume).length === 0
  if (status === 202) return isUnused ? [withStatus(state, volume, 'deleting')] : []
  return refused(state, status, [
    ...(known === 'gone' ? [404] : []),
    ...(isUnused ? [] : [400, 409]),
  ])
}

const UNDER_WAY: readonly ServerState[] = [
  'stopping',
  'starting',
  'shelving',
  'offloading',
  'unshelving',
  'deleting',
  'reopened',
]

const SHOWN: Readonly<Record<ServerState, readonly string[]>> = {
  active: ['ACTIVE'],
  stopping: ['ACTIVE', 'SHUTOFF'],
  stopped: ['SHUTOFF'],
  shelving: ['ACTIVE', 'SHUTOFF', 'SHELVED'],
  shelved: ['SHELVED'],
  offloading: ['ACTIVE', 'SHUTOFF', 'SHELVED', 'SHELVED_OFFLOADED'],
  offloaded: ['SHELVED_OFFLOADED'],
  unshelving: ['SHELVED', 'SHELVED_OFFLOADED', 'ACTIVE'],
  starting: ['ACTIVE', 'SHUTOFF'],
  deleting: ['ACTIVE', 'SHUTOFF', 'SHELVED', 'SHELVED_OFFLOADED', 'DELETED'],
  reopened: ['ACTIVE', 'SHUTOFF', 'SHELVED', 'SHELVED_OFFLOADED', 'DELETED'],
  gone: [],
}

export const showServer: Rule<'server.show'> = (state, { step, status, shown }) => {
  const power = state.servers[step.server] ?? 'gone'
  if (status === 404) return isLeaving(power) ? [state] : []
  const isOver = power !== 'gone' && !UNDER_WAY.includes(power)
  const mayBeBusy = !isOver || state.restless.includes(step.server)
  if (status !== 200 || (shown.isBusy === true && !mayBeBusy)) return []
  return SHOWN[power].includes(shown.status ?? '') ? [state] : []
}

export const stop: Rule<'server.stop'> = (state, { step: { server }, status }) =>
  changePower(state, server, status, ['active'], ['stopping'])

export const start: Rule<'server.start'> = (state, { step: { server }, status }) =>
  changePower(state, server, status, ['stopped'], ['starting'])

export const shelve: Rule<'server.shelve'> = (state, { step: { server }, status }) =>
  changePower(state, server, status, ['active', 'stopped'], ['shelving', 'offloading'])

export const unshelve: Rule<'server.unshelve'> = (state, { step: { server }, status }) =>
  changePower(state, server, status, ['shelved', 'offloaded'], ['unshelving'])

function changePower(
  state: CloudState,
  server: number,
  status: number,
  from: readonly ServerState[],
  to: readonly ServerState[],
): readonly CloudState[] {
  const power = state.servers[server] ?? 'gone'
  if (status === 202) {
    if (from.includes(power)) return to.map((next) => withServer(state, server, next))
    if (power === 'reopened') return [state]
    // Of two at the same time, upstream may accept both: docs/upstream-reports.md.
    const restless = [...new Set([...state.restless, server])]
    return to.includes(power) ? [{ ...state, restless }] : []
  }
  return refused(state, status, [
    ...(isLeaving(power) ? [404] : []),
    ...(from.includes(power) || power === 'gone' ? [] : [409]),
    // Known of upstream: see isKnownError.
    ...(UNDER_WAY.includes(power) ? [500] : []),
  ])
}

/** The server lets go of all its volumes. */
export const deleteServer: Rule<'server.delete'> = (state, { step: { server }, status }) => {
  const power = state.servers[server] ?? 'gone'
  if (status === 404) return isLeaving(power) ? [state] : []
  if (power === 'gone') return []
  if (status === 409) return isLeaving(power) ? [state] : []
  if (status !== 204) return []
  const own = state.links.filter((link) => link.server === server && link.phase !== 'stuck')
  const next = own.reduce(
    (changed, link) =>
      isOnlyNoted(link) ? withoutLink(changed, link) : withLink(changed, link, { phase: 'going' }),
    withServer(state, server, 'deleting'),
  )
  // A volume whose attach had not come to its end was not the server's yet, so its flag need not count.
  const unmarked = own
    .filter(({ phase, flag }) => phase === 'coming' && flag)
    .reduce((changed, link) => withoutFlag(changed, link), next)
  // Compute lets go of what it has only noted, too, which frees a volume that was set to error.
  const freed = own.filter(isOnlyNoted).reduce((changed, { volume }) => {
    const isInError = changed.volumes[volume]?.status === 'error'
    return isInError && attachmentsOf(changed, volume).length === 0
      ? withStatus(changed, volume, 'available')
      : changed
  }, next)
  return [...new Set([next, freed, unmarked]), ...withKnownBugs(next, own)]
}

/** What else may follow on a cloud with a known bug when a server that has these volumes is deleted. */
function withKnownBugs(deleted: CloudState, own: readonly Link[]): readonly CloudState[] {
  const has = (bug: KnownBug): boolean => deleted.bugs.includes(bug)
  const noted = own.filter(isOnlyNoted)
  const others: readonly Link[] = [
    // The deletion does not see them.
    ...noted.filter(({ phase, volume }) => {
      const willBeRefused = phase === 'failing' || !isFree(deleted, volume)
      return willBeRefused
        ? has('compute.attach:refusal-ends-deletion')
        : phase !== 'refused' && has('compute.attach:server-deleted-meanwhile')
    }),
    // The deletion takes them for its own.
    ...noted.flatMap(({ by: _, ...link }) =>
      has('compute.attach:refusal-ends-other-attachment')
        ? [{ ...link, phase: 'taken' } as const]
        : [],
    ),
  ]
  const states = [deleted]
  // Each of them may be affected, or not.
  for (const link of others) states.push(...states.map((state) => withInstead(state, link)))
  return states.slice(1)
}

/** The link in place of what the deletion has made of it. */
function withInstead(state: CloudState, link: Link): CloudState {
  const isSame = (one: Link) => one.server === link.server && one.volume === link.volume
  return { ...state, links: [...state.links.filter((one) => !isSame(one)), link] }
}

function withoutFlag(state: CloudState, { server, volume }: Link): CloudState {
  const isSame = (one: Link) => one.server === server && one.volume === volume
  const links = state.links.map((one) => (isSame(one) ? { ...one, flag: false } : one))
  return { ...state, links }
}
