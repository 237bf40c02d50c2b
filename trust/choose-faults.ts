import { UsageError } from '../cli/errors/usage-error.ts'
import type { Contracts } from '../src/openapi/contract.ts'
import { matchesPattern } from '../src/patterns/pattern-distance.ts'
import { chosenDocuments } from '../src/settings/chosen-documents.ts'
import { contracts } from './answers/contracts.ts'
import { requirementsOf } from './answers/globs.ts'
import { catalogue } from './catalogue/catalogue.ts'
import { sampleOf } from './catalogue/sample.ts'
import type { Fault } from './fault.ts'
import { type Part, partOf, parts } from './parts.ts'

/** The wanted part of the catalogue, from the options. */
export interface Wanted {
  readonly fault?: readonly string[]
  readonly document?: readonly string[]
  readonly sample?: number | true
  readonly target?: string
}

/** The sizes of the samples: for CI, and for a given cloud. */
const SAMPLE = 150
const TARGET_SAMPLE = 48

/** The faults to try, by part of the catalogue. */
export interface Chosen {
  readonly part: Part
  readonly faults: readonly Fault[]
  /** Whether these are all faults of the part. */
  readonly isWhole: boolean
}

/** Throws {@link UsageError} for a glob that matches no fault, and for an unknown document. */
export function chooseFaults(wanted: Wanted): readonly Chosen[] {
  for (const glob of wanted.fault ?? []) {
    if (catalogue.some(({ id }) => matchesPattern(glob, id))) continue
    throw new UsageError(`--fault ${glob} matches no fault; --list prints them`)
  }
  const documents = documentsOf(wanted)
  return parts
    .map((part) => {
      const all = catalogue.filter((fault) => partOf(fault) === part)
      const isWanted = wantedIn(part, documents)
      const faults = chosenOf(all.filter(isWanted), wanted)
      return { part, faults, isWhole: faults.length === all.length }
    })
    .filter(({ faults }) => faults.length > 0)
}

/** Whether a fault of the part violates a promise of one of the documents. */
function wantedIn(part: Part, documents: Contracts): (fault: Fault) => boolean {
  const operations = [...documents].flatMap(([file, contract]) =>
    part.documents.has(file) ? contract.operations : [],
  )
  const ids = new Set<string>(
    operations.flatMap(({ requirements }) => requirements.map(({ id }) => id)),
  )
  return ({ violates }) =>
    violates.some((glob) => [...requirementsOf(glob)].some((id) => ids.has(id)))
}

/** All documents unless some are named; on a given cloud, the default ones. */
function documentsOf({ document = [], target }: Wanted): Contracts {
  if (document.length === 0 && target === undefined) return contracts
  const documents = document.map((name) => ({ name, place: { key: '--document' } }))
  return chosenDocuments({ documents }, contracts)
}

function chosenOf(
  all: readonly Fault[],
  { fault: globs, sample, target }: Wanted,
): readonly Fault[] {
  const wanted = globs
    ? all.filter(({ id }) => globs.some((glob) => matchesPattern(glob, id)))
    : all
  if (target !== undefined) {
    // On a given cloud, only the proxy can cause faults.
    const possible = wanted.filter(({ means, release }) => 'tamper' in means && !release)
    return globs ? possible : sampleOf(possible, shareOf(all, TARGET_SAMPLE))
  }
  if (sample === undefined) return wanted
  return sampleOf(wanted, shareOf(all, sample === true ? SAMPLE : sample))
}

/** The share of some faults in a sample of the whole catalogue. */
function shareOf(some: readonly Fault[], size: number): number {
  return Math.ceil((size * some.length) / catalogue.length)
}
