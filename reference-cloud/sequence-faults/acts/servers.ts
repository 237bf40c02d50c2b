import type { Server, VmState } from '../../compute/server.ts'
import type { Effect } from '../fault.ts'
import { othersThan } from '../insides.ts'

const POWER: Partial<Record<VmState, number>> = { active: 1, stopped: 4 }

function put(server: Server, vmState: VmState): void {
  const powerState = POWER[vmState] ?? server.powerState
  Object.assign(server, { vmState, taskState: null, powerState, updatedAt: new Date() })
}

/** The server gets a state; `over`: only if it has this one and does nothing. */
export const serverBecomes =
  (vmState: VmState, over?: VmState): Effect =>
  ({ server }) => {
    if (server === undefined || server.taskState === 'deleting') return
    if (over !== undefined && (server.vmState !== over || server.taskState !== null)) return
    put(server, vmState)
  }

export const otherServersBecome =
  (vmState: VmState): Effect =>
  ({ cloud, server }) => {
    for (const other of othersThan(cloud, server)) {
      if (other.taskState === null && other.vmState !== 'building') put(other, vmState)
    }
  }

/** A server that is deleted is there again, without its volumes. */
export const serverComesBack: Effect = ({ cloud, server }) => {
  if (server === undefined) return
  cloud.servers.set(server.id, server)
  server.mappings.splice(0)
  put(server, 'active')
}

export const deleteOtherServer: Effect = ({ cloud, server }) => {
  const [other] = othersThan(cloud, server)
  if (other) cloud.servers.delete(other.id)
}
