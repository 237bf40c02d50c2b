import type { JsonPointer } from '../../openapi/json-pointer.ts'
import type { Exchange } from '../../openstack/exchange.ts'

export type Told = string | number | boolean | null

/** What an exchange says of one thing: two answers that say something of the same property agree. */
export interface Statement {
  /** What it is about, in words that name it completely: `attachment 7a1…`. */
  readonly subject: string
  readonly property: string
  /** In a form in which equal things are equal: a time in ms, an id as {@link idForm} gives it. */
  readonly value: Told
  /** Where in the body of the answer; absent for what the request said and the answer accepted. */
  readonly at?: JsonPointer
  /** Ids of which the requests must have named one: what others do with their own things is unknown. */
  readonly things: readonly string[]
  /** No request changes it as long as its subject exists. */
  readonly lasts?: true
}

/** What the request has named, and the answer has to repeat. */
export interface Repeated {
  readonly at: JsonPointer
  /** As the request has it. */
  readonly asked: string
  readonly isSame: boolean
}

/** Values of one list, of which no two are the same. */
export interface Distinct {
  readonly what: string
  readonly values: readonly { readonly at: JsonPointer; readonly value: string }[]
}

/** When something happened, as an answer says it. */
export interface Moment {
  readonly at: JsonPointer
  readonly ms: number
  /** Subjects of requests of which one has caused it: see {@link Said.causes}. */
  readonly causedBy: readonly string[]
  /** Like those of a statement. */
  readonly things: readonly string[]
  /** A time of the same answer that must not be later. */
  readonly after?: { readonly what: string; readonly ms: number }
}

/** What one successful exchange says. */
export interface Said {
  readonly statements?: readonly Statement[]
  readonly repeated?: readonly Repeated[]
  readonly distinct?: readonly Distinct[]
  readonly moments?: readonly Moment[]
  /** Subjects to which nothing happened before this request caused it. */
  readonly causes?: readonly string[]
}

/**
 * Reads what an exchange of a service says, for successful ones with a JSON body. Undefined for an exchange that
 * the reader does not know, and silent about what has another form: that is the judge's business.
 */
export type Reader = (exchange: Exchange, body: unknown) => Said | undefined
