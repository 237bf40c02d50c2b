import type { Rule } from './call.ts'
import { withLink, withoutLink, withServer, withStatus } from './change.ts'
import { refused } from './refused.ts'
import { attachmentsOf, type CloudState, type ServerState } from './state.ts'

export const showVolume: Rule<'volume.show'> = (state, { step, status, shown }) => {
  const known = state.volumes[step.volume]?.status ?? 'gone'
  if (status === 404) return known === 'gone' ? [state] : []
  // An administrator may have set it while it is being deleted.
  const isSet = known === 'deleting' && shown.status === 'error'
  return status === 200 && (known === shown.status || isSet) ? [state] : []
}

/** Nothing but the status changes. */
export const setError: Rule<'volume.set-error'> = (state, { step: { volume }, status }) => {
  const known = state.volumes[volume]?.status ?? 'gone'
  if (status === 404) return known === 'gone' ? [state] : []
  if (status !== 202 || known === 'gone') return []
  return [known === 'deleting' ? state : withStatus(state, volume, 'error')]
}

export const deleteVolume: Rule<'volume.delete'> = (state, { step: { volume }, status }) => {
  const known = state.volumes[volume]?.status ?? 'gone'
  const isIdle = known === 'available' || known === 'error'
  const isUnused = isIdle && attachmentsOf(state, volume).length === 0
  if (status === 202) return isUnused ? [withStatus(state, volume, 'deleting')] : []
  return refused(state, status, [
    ...(known === 'gone' ? [404] : []),
    ...(isUnused ? [] : [400, 409]),
  ])
}

const SHOWN: Readonly<Record<ServerState, readonly string[]>> = {
  active: ['ACTIVE'],
  stopping: ['ACTIVE', 'SHUTOFF'],
  stopped: ['SHUTOFF'],
  starting: ['ACTIVE', 'SHUTOFF'],
  deleting: ['ACTIVE', 'SHUTOFF', 'DELETED'],
  gone: [],
}

export const showServer: Rule<'server.show'> = (state, { step, status, shown }) => {
  const power = state.servers[step.server] ?? 'gone'
  if (status === 404) return power === 'gone' || power === 'deleting' ? [state] : []
  const isOver = power === 'active' || power === 'stopped'
  if (status !== 200 || (isOver && shown.isBusy === true)) return []
  return SHOWN[power].includes(shown.status ?? '') ? [state] : []
}

export const stop: Rule<'server.stop'> = (state, { step: { server }, status }) =>
  changePower(state, server, status, 'active', 'stopping')

export const start: Rule<'server.start'> = (state, { step: { server }, status }) =>
  changePower(state, server, status, 'stopped', 'starting')

function changePower(
  state: CloudState,
  server: number,
  status: number,
  from: ServerState,
  to: ServerState,
): readonly CloudState[] {
  const power = state.servers[server] ?? 'gone'
  if (status === 202) return power === from ? [withServer(state, server, to)] : []
  return refused(state, status, [
    ...(power === 'gone' || power === 'deleting' ? [404] : []),
    ...(power === from || power === 'gone' ? [] : [409]),
  ])
}

/** The server lets go of all its volumes. */
export const deleteServer: Rule<'server.delete'> = (state, { step: { server }, status }) => {
  const power = state.servers[server] ?? 'gone'
  if (status === 404) return power === 'gone' || power === 'deleting' ? [state] : []
  if (status === 409) return power === 'deleting' ? [state] : []
  if (status !== 204 || power === 'gone') return []
  const own = state.links.filter((link) => link.server === server)
  return [
    own.reduce(
      (next, link) => {
        const current = next.links.find((each) => each === link) ?? link
        return ['asked', 'linked', 'refused'].includes(link.phase)
          ? withoutLink(next, current)
          : withLink(next, current, { phase: 'going' })
      },
      withServer(state, server, 'deleting'),
    ),
  ]
}
