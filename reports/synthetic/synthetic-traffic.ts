import { serviceOf } from '../../src/openapi/contract.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'
import type { PlannedCase } from '../../src/plan/case.ts'

const BEGIN = Date.parse('2031-05-04T10:00:00.000Z')

/** Makes exchanges as a cloud would answer them, with different ids and bodies. */
export class SyntheticTraffic {
  #seed = 1
  #ms = BEGIN
  #count = 0

  /** The clock of the run, which advances by a millisecond at each reading. */
  now(): string {
    this.#ms += 1
    return new Date(this.#ms).toISOString()
  }

  /** The last one is a call of the operation of the case. */
  exchangesOf(planned: PlannedCase, count: number): readonly Exchange[] {
    return Array.from({ length: count }, (_, index) => this.#exchange(planned, index === count - 1))
  }

  #exchange(planned: PlannedCase, isOfOperation: boolean): Exchange {
    const service = serviceOf(planned.operation)
    const [server, volume] = [this.#id(), this.#id()]
    const requestId = `req-${this.#id()}`
    const url = `https://cloud.example/${service}/v2.1/servers/${server}`
    return {
      id: (this.#count++).toString(16).padStart(16, '0'),
      at: this.now(),
      durationMs: 20 + this.#number(200) / 10,
      service,
      ...(isOfOperation && { operation: planned.operation }),
      persona: planned.persona,
      ...(planned.microversion && { microversion: planned.microversion }),
      request: {
        method: isOfOperation ? 'POST' : 'GET',
        url: isOfOperation ? `${url}/os-volume_attachments` : url,
        headers: {
          accept: 'application/json',
          'user-agent': 'attest/0.1.0',
          'content-type': 'application/json',
          'x-auth-token': '[redacted]',
          'openstack-api-version': `${service} ${planned.microversion ?? 'latest'}`,
        },
        body: isOfOperation
          ? { kind: 'json', value: { volumeAttachment: { volumeId: volume } } }
          : { kind: 'empty' },
      },
      response: {
        status: isOfOperation ? planned.status : 200,
        headers: {
          'content-type': 'application/json',
          'openstack-api-version': `${service} ${planned.microversion ?? 'latest'}`,
          vary: 'OpenStack-API-Version, X-OpenStack-Nova-API-Version',
          'x-openstack-request-id': requestId,
          'x-compute-request-id': requestId,
          date: new Date(this.#ms).toUTCString(),
          connection: 'keep-alive',
        },
        body: { kind: 'json', value: this.#server(server) },
      },
    }
  }

  /** From 0.3 to 3 KB, depending on the number of volumes. */
  #server(id: string): unknown {
    const volumes = Array.from({ length: this.#number(12) }, () => ({
      ...{ id: this.#id(), serverId: id, volumeId: this.#id(), device: '/dev/vdb' },
      ...{ tag: null, delete_on_termination: false },
    }))
    return {
      server: {
        ...{ id, name: `attest-server-${this.#number(100)}`, status: 'ACTIVE' },
        ...{ tenant_id: this.#id().replaceAll('-', ''), user_id: this.#id().replaceAll('-', '') },
        'OS-EXT-STS:task_state': null,
        'os-extended-volumes:volumes_attached': volumes,
      },
    }
  }

  #id(): string {
    const part = () =>
      this.#number(2 ** 32)
        .toString(16)
        .padStart(8, '0')
    const digits = `${part()}${part()}${part()}${part()}`
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }

  /** The next number of a pseudo-random series, below the limit. */
  #number(limit: number): number {
    this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) >>> 0
    return Math.floor((this.#seed / 2 ** 32) * limit)
  }
}
