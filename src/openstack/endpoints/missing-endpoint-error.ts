import type { Interface } from '../cloud-config/endpoints.ts'
import type { ServiceKind } from '../exchange.ts'
import { oneLine } from '../one-line.ts'

export interface MissingEndpointFault {
  readonly cloud: string
  readonly service: ServiceKind
  readonly interfaces: readonly Interface[]
  readonly region: string | undefined
  /** What the catalog has instead, and what to change. */
  readonly advice: string
}

/** The catalog has no matching endpoint. The message is one line. */
export class MissingEndpointError extends Error {
  override readonly name = 'MissingEndpointError'
  readonly cloud: string
  readonly service: ServiceKind
  readonly interfaces: readonly Interface[]
  readonly region: string | undefined
  readonly advice: string

  constructor(fault: MissingEndpointFault) {
    const region = fault.region === undefined ? '' : ` in region "${fault.region}"`
    super(
      oneLine(
        `cloud "${fault.cloud}": the catalog has no ${fault.interfaces.join(' or ')} endpoint of the ${fault.service} service${region}; ${fault.advice}`,
      ),
    )
    this.cloud = fault.cloud
    this.service = fault.service
    this.interfaces = fault.interfaces
    this.region = fault.region
    this.advice = fault.advice
  }
}
