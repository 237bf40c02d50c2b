import type { Contract } from '../../src/openapi/contract.ts'
import {
  isWithin,
  type Microversion,
  type MicroversionRange,
} from '../../src/openapi/microversion.ts'
import type { MicroversionProtocol } from '../../src/openapi/service-description.ts'

/** The microversion header of a service, and the microversions that a document covers. */
export interface SpokenMicroversions extends MicroversionProtocol {
  readonly range: Required<MicroversionRange>
}

/** Undefined for a service without microversions. */
export function spokenIn({ range, description }: Contract): SpokenMicroversions | undefined {
  if (range === undefined || description.microversions === undefined) return undefined
  return { ...description.microversions, range }
}

/** Whether a call is in a range; every call of a service without microversions is. */
export function isMeantAt(version: Microversion | undefined, range: MicroversionRange): boolean {
  return version === undefined || isWithin(version, range)
}

/** The range from one microversion to another; all of it where there is none. */
export function between(
  since: Microversion | undefined,
  until: Microversion | undefined,
): MicroversionRange {
  return { ...(since && { min: since }), ...(until && { max: until }) }
}
