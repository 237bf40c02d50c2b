import type { Service } from '../openapi/contract.ts'
import { oneLine } from './one-line.ts'

/** A service has no version document with microversions. The message is one line. */
export class ServiceVersionsError extends Error {
  override readonly name = 'ServiceVersionsError'
  readonly service: Service
  /** As the catalog or the entry has it. */
  readonly endpoint: string
  /** What the version documents' URLs answered. */
  readonly seen: string

  constructor(service: Service, endpoint: string, seen: string) {
    const override = `${service.replaceAll('-', '_')}_endpoint_override`
    super(
      oneLine(
        `the ${service} service at ${endpoint} shows no version document with microversions (${seen}); check its endpoint in the catalog, or set ${override} in the cloud entry`,
      ),
    )
    this.service = service
    this.endpoint = endpoint
    this.seen = seen
  }
}
