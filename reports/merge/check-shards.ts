import { isDeepStrictEqual } from 'node:util'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { planDigest } from '../../src/plan/plan-digest.ts'
import { MergeError } from './merge-error.ts'

/** A part of a run, with its folder. */
export interface ShardRun {
  readonly path: string
  readonly record: RunRecord
  /** The digest at the end of its journal. */
  readonly chain: string
}

/** The facts that all parts of a run share, in words for an error message. */
const COMMON: readonly { readonly what: string; readonly of: (record: RunRecord) => unknown }[] = [
  { what: 'version of Attest', of: ({ suite }) => suite.version },
  { what: 'contract', of: ({ suite }) => suite.specs },
  { what: 'target', of: ({ target }) => target },
  { what: 'number of parts', of: ({ shard }) => shard?.of },
  { what: 'plan', of: ({ shard }) => shard?.plan },
  { what: 'list of accepted gaps', of: ({ accepted }) => [...accepted].sort() },
  { what: 'choice of --strict', of: ({ strict }) => strict },
  { what: 'list of waivers', of: ({ waivers }) => waivers.map(({ waiver }) => waiver) },
]

/**
 * Checks that the runs are all parts of one plan, each once, and returns them by number. Throws
 * {@link MergeError}.
 */
export function checkShards(runs: readonly ShardRun[]): readonly ShardRun[] {
  const [first] = runs
  if (first === undefined)
    throw new MergeError(undefined, 'there is nothing to merge: name the runs')
  for (const { path, record } of runs) {
    if (record.shard === undefined) {
      throw new MergeError(path, 'is a whole run: expected one that was made with --shard I/N')
    }
    for (const { what, of } of COMMON) {
      if (isDeepStrictEqual(of(record), of(first.record))) continue
      throw new MergeError(
        path,
        `has another ${what} than ${first.path}${shown(of(record), of(first.record))}: merge only parts of one run`,
      )
    }
  }
  const parts = runs.toSorted((a, b) => indexOf(a) - indexOf(b))
  checkNumbers(parts, first.record.shard?.of ?? 0)
  const cases = parts.flatMap(({ record }) => record.planned)
  if (planDigest(cases) !== first.record.shard?.plan) {
    throw new MergeError(undefined, 'the parts together are not the plan from which they were made')
  }
  return parts
}

function checkNumbers(parts: readonly ShardRun[], of: number): void {
  for (const [at, part] of parts.entries()) {
    const before = parts[at - 1]
    if (before === undefined || indexOf(before) !== indexOf(part)) continue
    throw new MergeError(part.path, `is part ${indexOf(part)}/${of}, and so is ${before.path}`)
  }
  const there = new Set(parts.map(indexOf))
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !there.has(index))
  if (missing.length === 0) return
  const named = missing.map((index) => `${index}/${of}`).join(', ')
  throw new MergeError(undefined, `missing ${missing.length === 1 ? 'part' : 'parts'} ${named}`)
}

function indexOf({ record }: ShardRun): number {
  return record.shard?.index ?? 0
}

function shown(own: unknown, other: unknown): string {
  const plain = (value: unknown) => typeof value === 'string' || typeof value === 'number'
  return plain(own) && plain(other) ? ` (${own}, not ${other})` : ''
}
