import type { Contract } from '../../src/openapi/contract.ts'
import { extractFacts } from '../facts/extract-facts.ts'
import type { Facts } from '../facts/facts.ts'
import type { Sources } from '../facts/sources.ts'
import { gitFiles } from '../upstream/git-files.ts'
import { UpstreamError } from '../upstream/upstream-error.ts'
import { proseOf, reworded } from './prose-of.ts'
import { statementsOf } from './statements.ts'
import { statesOf } from './states-of.ts'
import type { Commit } from './touching-commits.ts'

/** What a commit of upstream changes of what the contract is held to. */
export type Replayed =
  | { readonly code: 'same'; readonly commit: Commit }
  /** Nothing that is compared differs, and the words about these operations do: somebody has to read them. */
  | { readonly code: 'words'; readonly commit: Commit; readonly operations: readonly string[] }
  | {
      readonly code: 'reported'
      readonly commit: Commit
      /** Differences from the contract that came and that went, in words. */
      readonly came: readonly string[]
      readonly went: readonly string[]
    }
  /** There was nothing to read before, or after. */
  | { readonly code: 'unreadable'; readonly commit: Commit; readonly problem: string }

/** What is known of one state of the files. */
interface Read {
  readonly differences: ReadonlySet<string>
  readonly prose: ReadonlyMap<string, string>
}

/** Compares what is reported before and after a commit. */
export class Replay {
  readonly #directory: string
  readonly #sources: Sources
  readonly #contracts: readonly Contract[]
  readonly #python: string
  /** By the state of everything that facts are extracted from. */
  readonly #known = new Map<string, Read | UpstreamError>()
  /** By facts, which most commits leave as they are. */
  readonly #compared = new Map<string, ReadonlySet<string>>()
  readonly #states: ReadonlyMap<string, string>

  constructor(
    directory: string,
    sources: Sources,
    contracts: readonly Contract[],
    python: string,
    paths: readonly string[],
    commits: readonly Commit[],
  ) {
    this.#directory = directory
    this.#sources = sources
    this.#contracts = contracts
    this.#python = python
    const refs = commits.flatMap(({ id }) => [`${id}^`, id])
    this.#states = statesOf(directory, refs, paths)
  }

  of(commit: Commit): Replayed {
    const before = this.#readAt(`${commit.id}^`)
    const after = this.#readAt(commit.id)
    for (const side of [before, after]) {
      if (side instanceof UpstreamError) {
        return { code: 'unreadable', commit, problem: side.message }
      }
    }
    if (before instanceof UpstreamError || after instanceof UpstreamError) throw new TypeError()
    const came = [...after.differences].filter((one) => !before.differences.has(one))
    const went = [...before.differences].filter((one) => !after.differences.has(one))
    if (came.length + went.length > 0) return { code: 'reported', commit, came, went }
    const operations = reworded(before.prose, after.prose)
    return operations.length > 0 ? { code: 'words', commit, operations } : { code: 'same', commit }
  }

  #readAt(ref: string): Read | UpstreamError {
    const state = this.#states.get(ref) ?? ref
    const known = this.#known.get(state) ?? this.#read(ref)
    this.#known.set(state, known)
    return known
  }

  #read(ref: string): Read | UpstreamError {
    try {
      const files = gitFiles(this.#directory, ref)
      const label = { release: 'master', ref }
      const facts = extractFacts(files, this.#sources, this.#contracts, label, this.#python)
      const said = wordsOf(facts)
      const known = this.#compared.get(said) ?? statementsOf(facts, this.#contracts, this.#sources)
      this.#compared.set(said, known)
      return { differences: known, prose: proseOf(facts) }
    } catch (error) {
      if (error instanceof UpstreamError) return error
      throw error
    }
  }
}

/** Facts without what may change while they stay the same: the commit, lines, and digests. */
function wordsOf({ ref: _ref, digests: _digests, ...facts }: Facts): string {
  return JSON.stringify(facts, (key, value: unknown) =>
    key === 'line' || key === 'prose' ? undefined : value,
  )
}
