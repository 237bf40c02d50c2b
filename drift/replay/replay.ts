import { spawnSync } from 'node:child_process'
import type { Contract } from '../../src/openapi/contract.ts'
import { canonicalJson } from '../../src/openapi/json.ts'
import { compareDocument } from '../compare/compare-document.ts'
import type { Difference } from '../compare/difference.ts'
import { extractFacts } from '../facts/extract-facts.ts'
import type { Facts } from '../facts/facts.ts'
import type { Sources } from '../facts/sources.ts'
import { gitFiles } from '../upstream/git-files.ts'
import { UpstreamError } from '../upstream/upstream-error.ts'
import type { Commit } from './touching-commits.ts'

/** What a commit of upstream changes of what the contract is held to. */
export type Replayed =
  | { readonly code: 'same'; readonly commit: Commit }
  | {
      readonly code: 'reported'
      readonly commit: Commit
      /** Differences from the contract that came and that went, in words. */
      readonly came: readonly string[]
      readonly went: readonly string[]
    }
  /** There was nothing to read before, or after. */
  | { readonly code: 'unreadable'; readonly commit: Commit; readonly problem: string }

/** Compares what is reported before and after a commit. */
export class Replay {
  readonly #directory: string
  readonly #sources: Sources
  readonly #contracts: readonly Contract[]
  readonly #python: string
  /** By the state of everything that facts are extracted from. */
  readonly #known = new Map<string, ReadonlySet<string> | UpstreamError>()
  /** By facts, which most commits leave as they are. */
  readonly #compared = new Map<string, ReadonlySet<string>>()
  readonly #paths: readonly string[]

  constructor(
    directory: string,
    sources: Sources,
    contracts: readonly Contract[],
    python: string,
    paths: readonly string[],
  ) {
    this.#directory = directory
    this.#sources = sources
    this.#contracts = contracts
    this.#python = python
    this.#paths = paths
  }

  of(commit: Commit): Replayed {
    const before = this.#differencesAt(`${commit.id}^`)
    const after = this.#differencesAt(commit.id)
    for (const side of [before, after]) {
      if (side instanceof UpstreamError) {
        return { code: 'unreadable', commit, problem: side.message }
      }
    }
    if (before instanceof UpstreamError || after instanceof UpstreamError) throw new TypeError()
    const came = [...after].filter((one) => !before.has(one))
    const went = [...before].filter((one) => !after.has(one))
    const same = came.length + went.length === 0
    return same ? { code: 'same', commit } : { code: 'reported', commit, came, went }
  }

  #differencesAt(ref: string): ReadonlySet<string> | UpstreamError {
    const { stdout: state } = spawnSync(
      'git',
      ['-C', this.#directory, 'ls-tree', '-r', ref, '--', ...this.#paths],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    )
    const known = this.#known.get(state) ?? this.#read(ref)
    this.#known.set(state, known)
    return known
  }

  #read(ref: string): ReadonlySet<string> | UpstreamError {
    try {
      const files = gitFiles(this.#directory, ref)
      const label = { release: 'master', ref }
      const facts = extractFacts(files, this.#sources, this.#contracts, label, this.#python)
      const said = wordsOf(facts)
      const known = this.#compared.get(said) ?? this.#compare(facts)
      this.#compared.set(said, known)
      return known
    } catch (error) {
      if (error instanceof UpstreamError) return error
      throw error
    }
  }

  #compare(facts: Facts): ReadonlySet<string> {
    return new Set(
      this.#contracts.flatMap((contract) => [
        ...(facts.newest === undefined ? [] : [`newest ${facts.newest.version}`]),
        ...compareDocument(contract, upToToday(facts, contract), this.#sources, undefined).map(
          (one) => told(one, contract),
        ),
      ]),
    )
  }
}

/**
 * The facts as if their commit had today's newest microversion: what a commit adds at a microversion that
 * it brings would not be compared before it, and agree with today's contract after it.
 */
function upToToday({ newest, ...facts }: Facts, { range }: Contract): Facts {
  return newest === undefined || range === undefined
    ? facts
    : { ...facts, newest: { ...newest, version: range.max } }
}

/** Facts without what may change while they stay the same: the commit, lines, and digests. */
function wordsOf({ ref: _ref, digests: _digests, ...facts }: Facts): string {
  return JSON.stringify(facts, (key, value: unknown) =>
    key === 'line' || key === 'prose' ? undefined : value,
  )
}

/** A difference in words; that it goes on to the newest microversion is no end of it. */
function told(difference: Difference, contract: Contract): string {
  const { operation, in: voice, at, differs, theirs, range } = difference
  const end = range?.max === contract.range?.max ? '' : range?.max
  const versions = range === undefined ? '' : ` ${range.min}-${end}`
  return `${operation ?? ''}${versions} ${voice} ${at} ${differs} ${canonicalJson(theirs)}`
}
