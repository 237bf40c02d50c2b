import type { Contract, Erratum, Requirement } from '../../src/openapi/contract.ts'

/** What the suite says of one promise, for its page. */
export interface PromiseEntry {
  readonly id: string
  readonly operation: string
  readonly status: number
  /** The part of the id that names it within its operation and status. */
  readonly slug: string
  readonly level: Requirement['level']
  /** The condition under which the status is answered. */
  readonly when: string
  readonly persona: { readonly name: string; readonly is: string }
  readonly needs: readonly string[]
  readonly source: Requirement['source'] & { readonly link: string }
  readonly microversions: {
    /** In words. */
    readonly range: string
    /** null: open on this side, or the service has none. */
    readonly min: string | null
    readonly max: string | null
    readonly changes: readonly string[]
  }
  readonly covers: readonly string[]
  /** How it is tested: what the scenario does, and what it asks for. */
  readonly scenario:
    | {
        readonly title: string
        readonly asksFor: readonly { readonly fixture: string; readonly is: string }[]
      }
    | undefined
  readonly sends: string
  readonly expects: string
  readonly errata: readonly string[]
  /** Faults that the suite has to see in this promise, by id, and how many there are. */
  readonly faults: { readonly first: readonly string[]; readonly all: number }
}

/** The promises of one operation and status. */
export interface PromiseGroup {
  /** `compute.attach:409`. */
  readonly key: string
  readonly operation: string
  readonly status: number
  readonly promises: readonly PromiseEntry[]
}

export interface OperationEntry {
  readonly id: string
  readonly service: string
  readonly document: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly link: string
  readonly groups: readonly PromiseGroup[]
}

export interface ErratumEntry
  extends Pick<Erratum, 'id' | 'document' | 'upstream' | 'releases' | 'holds' | 'seen'> {
  readonly operations: readonly string[]
  /** The id of the API document. */
  readonly of: string
}

/** The suite's reference manual, from which pages about promises are made. */
export interface Manual {
  readonly documents: readonly Pick<Contract, 'id' | 'title' | 'service' | 'isDefault'>[]
  readonly operations: readonly OperationEntry[]
  readonly errata: readonly ErratumEntry[]
}

const inOrder = new WeakMap<Manual, readonly PromiseEntry[]>()

/** All promises, in the order of the documents. Each page asks for them. */
export function promisesIn(manual: Manual): readonly PromiseEntry[] {
  const known = inOrder.get(manual) ?? groupsIn(manual).flatMap(({ promises }) => promises)
  inOrder.set(manual, known)
  return known
}

function groupsIn({ operations }: Pick<Manual, 'operations'>): readonly PromiseGroup[] {
  return operations.flatMap(({ groups }) => groups)
}
