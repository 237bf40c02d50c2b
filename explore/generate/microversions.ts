import fc from 'fast-check'
import {
  compareMicroversions,
  type Microversion,
  microversion,
} from '../../src/openapi/microversion.ts'

/** Microversions at which the model or the answers of these operations differ. */
const COMPUTE = ['2.1', '2.60', '2.79', '2.85', '2.89', '2.101']
const BLOCK_STORAGE = ['3.27', '3.44', '3.54']

/** What both services offer of them, and the newest that both the target and the suite know. */
export interface Spoken {
  readonly compute: readonly string[]
  readonly blockStorage: readonly string[]
}

/** The microversions in which histories speak to a target. */
export function spokenWith(working: Readonly<Record<string, Microversion>>): Spoken {
  return {
    compute: upTo(working.compute, COMPUTE),
    blockStorage: upTo(working['block-storage'], BLOCK_STORAGE),
  }
}

function upTo(newest: Microversion | undefined, all: readonly string[]): readonly string[] {
  if (newest === undefined) return all.slice(0, 1)
  const offered = all.filter((each) => compareMicroversions(microversion(each), newest) <= 0)
  return [...new Set([...offered, newest])]
}

/** Those that are at least this one, to choose from; empty where there are none. */
export function atLeast(
  versions: readonly string[],
  least: string,
): readonly [] | readonly [fc.Arbitrary<string>] {
  const found = versions.filter(
    (version) => compareMicroversions(microversion(version), microversion(least)) >= 0,
  )
  return found.length > 0 ? [fc.constantFrom(...found)] : []
}
