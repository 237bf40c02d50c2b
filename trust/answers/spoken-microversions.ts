import type { Contract } from '../../src/openapi/contract.ts'
import type { MicroversionRange } from '../../src/openapi/microversion.ts'
import type { MicroversionProtocol } from '../../src/openapi/service-description.ts'

/** How a service speaks microversions, and which of them a document covers. */
export interface SpokenMicroversions extends MicroversionProtocol {
  readonly range: Required<MicroversionRange>
}

/** Throws a TypeError for a service without microversions, of which no such fault can be made. */
export function spokenIn({ service, range, description }: Contract): SpokenMicroversions {
  if (range !== undefined && description.microversions !== undefined) {
    return { ...description.microversions, range }
  }
  throw new TypeError(`${service} has no microversions`)
}
