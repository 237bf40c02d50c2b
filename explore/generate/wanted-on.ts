import { blockStorageFound } from '../../fixtures/block-storage/discovery/discover-block-storage.ts'
import type { Target } from '../../src/discover/target.ts'
import { spokenWith } from './microversions.ts'
import type { Wanted } from './steps.ts'

/** Histories for a target: two servers, and two volumes of which one may be at both where it has such. */
export function wantedOn(
  target: Target,
  { lanes, length }: { readonly lanes: number; readonly length: number },
): Wanted {
  const multiattach = blockStorageFound(target).multiattachType !== undefined
  return {
    lanes: { least: 1, most: lanes },
    length,
    servers: 2,
    volumes: [{ multiattach: false }, { multiattach }],
    spoken: spokenWith(target.working),
    hasAdmin: target.personas.admin?.available === true,
    hasStranger: target.personas.stranger?.available === true,
  }
}
