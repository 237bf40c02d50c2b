import type { Deployment } from '../deployment.ts'
import { notFound } from '../faults.ts'
import { type Caller, isAdmin } from '../identity/caller.ts'
import type { Mapping, Server } from './server.ts'

/** The tables of the compute service. */
export class ComputeStore {
  readonly servers = new Map<string, Server>()
  /** The host that runs the servers; an administrator may declare it down. */
  readonly host = { name: 'reference-host', forcedDown: false, disabled: false }
  #number = 0

  constructor(readonly deployment: Deployment) {}

  nextNumber(): number {
    return ++this.#number
  }

  /** A server of the caller's project, or any for an administrator. @throws Fault 404 */
  visible(caller: Caller, id: string): Server {
    const server = this.servers.get(id)
    if (!server || (server.projectId !== caller.projectId && !isAdmin(caller))) {
      throw notFound(`Instance ${id} could not be found.`)
    }
    return server
  }

  has(server: Server): boolean {
    return this.servers.has(server.id)
  }

  /** Servers that have the volume, or are getting it. */
  usersOf(volumeId: string): Server[] {
    return [...this.servers.values()].filter(
      (server) => findMapping(server, volumeId) !== undefined,
    )
  }

  /** What servers have of the volume, or are getting. */
  mappingsOf(volumeId: string): Mapping[] {
    return this.usersOf(volumeId).flatMap((server) => findMapping(server, volumeId) ?? [])
  }

  attachmentIdOf(serverId: string, volumeId: string): string | undefined {
    const server = this.servers.get(serverId)
    return (server && findMapping(server, volumeId)?.attachmentId) ?? undefined
  }
}

export function findMapping(server: Server, volumeId: string): Mapping | undefined {
  return server.mappings.find((mapping) => mapping.volumeId === volumeId)
}
