import { z } from 'zod'
import { closeSessions, openSessions } from '../../src/discover/open-sessions.ts'
import { placeOf } from '../../src/discover/place.ts'
import { microversion } from '../../src/openapi/microversion.ts'
import type { Call, Session } from '../../src/openstack/session.ts'

const named = z.object({ id: z.string(), name: z.string().nullable() })
const servers = z.object({ servers: z.array(named.extend({ status: z.string() })) })
const volumes = z.object({
  volumes: z.array(
    named.extend({ status: z.string(), attachments: z.array(z.object({ server_id: z.string() })) }),
  ),
})
const attachments = z.object({
  attachments: z.array(z.object({ id: z.string(), volume_id: z.string() })),
})

/** Resources of others on a cloud while runs begin and are killed. */
export class Neighbours {
  readonly #sessions: ReadonlyMap<string, Session>

  private constructor(sessions: ReadonlyMap<string, Session>) {
    this.#sessions = sessions
  }

  static async moveIn(
    cloudsFile: string | undefined,
    clouds: Readonly<Record<'member' | 'stranger', string>>,
  ): Promise<Neighbours> {
    return new Neighbours(await openSessions(clouds, placeOf(cloudsFile)))
  }

  /** Creates a volume with a name that runs must leave alone. */
  async makeVolume(owner: 'member' | 'stranger', name: string): Promise<void> {
    const json = { volume: { name, size: 1, metadata: { precious: 'yes' } } }
    await this.#ask(owner, { service: 'block-storage', method: 'POST', path: '/volumes', json })
  }

  /** All servers, volumes and attachments, in a form that can be compared. */
  async present(): Promise<string[]> {
    const found: string[] = []
    for (const owner of ['member', 'stranger'] as const) {
      const page = { service: 'compute', method: 'GET', path: '/servers/detail' } as const
      for (const { id, name, status } of servers.parse(await this.#ask(owner, page)).servers) {
        found.push(`${owner} server ${id} ${name} ${status}`)
      }
      const list = { service: 'block-storage', method: 'GET', path: '/volumes/detail' } as const
      for (const one of volumes.parse(await this.#ask(owner, list)).volumes) {
        const held = one.attachments.map((each) => each.server_id).join(' ')
        found.push(`${owner} volume ${one.id} ${one.name} ${one.status} ${held}`)
      }
      const links = { service: 'block-storage', method: 'GET', path: '/attachments' } as const
      for (const one of attachments.parse(await this.#ask(owner, links)).attachments) {
        found.push(`${owner} attachment ${one.id} of ${one.volume_id}`)
      }
    }
    return found.sort()
  }

  async moveOut(): Promise<void> {
    await closeSessions(this.#sessions as ReadonlyMap<'member', Session>)
  }

  async #ask(owner: 'member' | 'stranger', call: Call): Promise<unknown> {
    const session = this.#sessions.get(owner)
    if (session === undefined) throw new TypeError(`no session of ${owner}`)
    const at = microversion(call.service === 'compute' ? '2.60' : '3.27')
    const { response, failure } = await session.send({ ...call, microversion: at })
    if (response?.body.kind === 'json' && response.status < 300) return response.body.value
    throw new Error(`${call.method} ${call.path}: ${response?.status ?? failure}`)
  }
}
