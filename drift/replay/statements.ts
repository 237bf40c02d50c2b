import type { Contract } from '../../src/openapi/contract.ts'
import { canonicalJson } from '../../src/openapi/json.ts'
import { compareDocument } from '../compare/compare-document.ts'
import type { Difference } from '../compare/difference.ts'
import { documentName } from '../facts/document-name.ts'
import type { Facts } from '../facts/facts.ts'
import type { Sources } from '../facts/sources.ts'

/**
 * What facts say, as far as the check compares it: how they differ from today's contract, the
 * microversions that texts name, and the newest one. Two commits that say the same have the same statements.
 */
export function statementsOf(
  facts: Facts,
  contracts: readonly Contract[],
  sources: Sources,
): ReadonlySet<string> {
  const { newest } = facts
  return new Set([
    ...(newest === undefined ? [] : [`newest ${newest.version}`]),
    ...contracts.flatMap((contract) => [
      ...mentions(facts, contract),
      ...compareDocument(contract, upToToday(facts, contract), sources, undefined).map(
        (difference) => told(difference, contract),
      ),
    ]),
  ])
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

/** The microversions that the text of each operation names: one that the contract has is no difference. */
function mentions({ documents }: Facts, contract: Contract): readonly string[] {
  const operations = Object.entries(documents[documentName(contract)]?.operations ?? {})
  return operations.flatMap(([name, { sections }]) =>
    sections.flatMap(({ versions }) =>
      versions.map(({ version }) => `${contract.service}.${name} mentions ${version}`),
    ),
  )
}

/** A difference in words; that it goes on to the newest microversion is no end of it. */
function told(difference: Difference, contract: Contract): string {
  const { operation, in: voice, at, differs, theirs, range } = difference
  const end = range?.max === contract.range?.max ? '' : range?.max
  const versions = range === undefined ? '' : ` ${range.min}-${end}`
  return `${operation ?? ''}${versions} ${voice} ${at} ${differs} ${canonicalJson(theirs)}`
}
