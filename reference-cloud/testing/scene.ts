import {
  createReferenceCloud,
  type ReferenceCloud,
  type ReferenceCloudOptions,
} from '../reference-cloud.ts'
import { at, Client } from './client.ts'

const DEADLINE_MS = 6000
export const IMAGE = '6f2d3a0c-51b9-4f0e-8a4d-0c7de1f3b1aa'
export const NOWHERE = 'c0ffee00-1111-4222-8333-444455556666'
export const CONNECTOR = {
  initiator: 'iqn.2026-01.example.test:host-1',
  host: 'host-1',
  ip: '192.0.2.5',
  mountpoint: '/dev/vdb',
  mode: 'rw',
}

/** A cloud, its personas, and the steps that nearly every test begins with. */
export class Scene {
  private constructor(
    readonly cloud: ReferenceCloud,
    readonly member: Client,
    readonly reader: Client,
    readonly guest: Client,
    readonly stranger: Client,
    readonly admin: Client,
    readonly nobody: Client,
  ) {}

  static async open(options: ReferenceCloudOptions = {}): Promise<Scene> {
    const cloud = await createReferenceCloud({ latencyMs: 1, ...options })
    const { clouds } = cloud.clouds()
    const login = (name: keyof typeof clouds) => Client.login(cloud.url, clouds[name])
    return new Scene(
      cloud,
      await login('reference'),
      await login('reference-reader'),
      await login('reference-guest'),
      await login('reference-stranger'),
      await login('reference-admin'),
      new Client(cloud.url, undefined, ''),
    )
  }

  close(): Promise<void> {
    return this.cloud.close()
  }

  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + DEADLINE_MS
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`never came true: ${what}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }

  async volume(fields: Record<string, unknown> = {}, client = this.member): Promise<string> {
    const body = { volume: { size: 1, ...fields } }
    const made = await client.volume('POST', '/volumes', { body, version: '3.60' })
    const id = String(at(made.body, 'volume', 'id'))
    await this.volumeIs(id, 'available')
    return id
  }

  async volumeStatus(id: string): Promise<unknown> {
    const reply = await this.admin.volume('GET', `/volumes/${id}`)
    return reply.status === 200 ? at(reply.body, 'volume', 'status') : reply.status
  }

  volumeIs(id: string, wanted: unknown): Promise<void> {
    return this.until(`volume is ${wanted}`, async () => (await this.volumeStatus(id)) === wanted)
  }

  async server(fields: Record<string, unknown> = {}, client = this.member): Promise<string> {
    const server = { name: 'box', imageRef: IMAGE, flavorRef: '1', networks: 'none', ...fields }
    const made = await client.compute('POST', '/servers', { body: { server }, version: '2.60' })
    const id = String(at(made.body, 'server', 'id'))
    await this.serverIs(id, 'ACTIVE')
    return id
  }

  serverIs(id: string, wanted: unknown): Promise<void> {
    return this.until(`server is ${wanted}`, async () => {
      const reply = await this.admin.compute('GET', `/servers/${id}`)
      const status = reply.status === 200 ? at(reply.body, 'server', 'status') : reply.status
      const task = at(reply.body, 'server', 'OS-EXT-STS:task_state') ?? null
      return status === wanted && task === null
    })
  }

  async act(id: string, action: string, argument: unknown = null, client = this.member) {
    const body = { [action]: argument }
    return await client.compute('POST', `/servers/${id}/action`, { body })
  }

  /** An image without data, which takes tags all the same. */
  async image(fields: Record<string, unknown> = {}, client = this.member): Promise<string> {
    const made = await client.image('POST', '/images', { body: { name: 'picture', ...fields } })
    return String(at(made.body, 'id'))
  }

  /** Attaches, and waits until the volume is in use. */
  async attached(
    server: string,
    volume: string,
    fields: Record<string, unknown> = {},
    version = '2.85',
  ) {
    const path = `/servers/${server}/os-volume_attachments`
    const body = { volumeAttachment: { volumeId: volume, ...fields } }
    const reply = await this.member.compute('POST', path, { body, version })
    await this.volumeIs(volume, 'in-use')
    return reply
  }

  async forceVolume(id: string, status: Record<string, unknown>): Promise<void> {
    const body = { 'os-reset_status': status }
    await this.admin.volume('POST', `/volumes/${id}/action`, { body, version: '3.60' })
  }
}
