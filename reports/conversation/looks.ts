import { isDeepStrictEqual } from 'node:util'
import type { RecordedExchange } from '../../src/journal/record/run-record.ts'

/** An exchange, and those after it that asked for the same and got the same answer. */
export interface Looks {
  readonly first: RecordedExchange
  readonly again: readonly RecordedExchange[]
}

/** Puts together the looks of a wait that show nothing new. */
export function looksOf(exchanges: readonly RecordedExchange[]): readonly Looks[] {
  const all: { readonly first: RecordedExchange; readonly again: RecordedExchange[] }[] = []
  for (const each of exchanges) {
    const before = all.at(-1)
    if (before !== undefined && showsNothingNew(before.first, each)) before.again.push(each)
    else all.push({ first: each, again: [] })
  }
  return all
}

function showsNothingNew(before: RecordedExchange, after: RecordedExchange): boolean {
  const [was, is] = [before.exchange, after.exchange]
  return (
    is.request.method === 'GET' &&
    after.violations.length === 0 &&
    before.violations.length === 0 &&
    isDeepStrictEqual(asked(before), asked(after)) &&
    was.response?.status === is.response?.status &&
    isDeepStrictEqual(was.response?.body, is.response?.body)
  )
}

function asked({ phase, exchange: { persona, microversion, request } }: RecordedExchange) {
  return [phase, persona, microversion, request.method, request.url]
}
