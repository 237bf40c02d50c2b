import type { Contract } from '../../src/openapi/contract.ts'
import { formatRange } from '../../src/openapi/microversion.ts'
import type { Difference } from '../compare/difference.ts'
import { placeInContract } from '../contract/places.ts'
import type { Stale, Unexplained } from '../explain/explain.ts'
import { contractLine } from './contract-line.ts'

const VOICES: Readonly<Record<Difference['in'], string>> = {
  reference: 'the reference',
  schema: 'a JSON Schema',
  sample: 'a sample',
  history: 'the history of microversions',
  code: 'the controller',
}

/** A difference in words, with its place on both sides. `repository` is that of upstream. */
export function differenceText(
  contract: Contract,
  { difference, releases }: Unexplained,
  repository: string,
): string {
  const { differs, ours, theirs } = difference
  return [
    `not explained: ${subjectOf(difference)}: ${differs}`,
    `    contract: ${shown(ours)}  ${contractPlace(contract, difference)}`,
    `    upstream: ${shown(theirs)}  ${upstreamPlace(difference, repository)}`,
    `    in ${releases.join(', ')}`,
  ].join('\n')
}

/** What a difference is about. */
export function subjectOf({ operation, range, at, in: voice }: Difference): string {
  const versions = range === undefined ? '' : ` at ${formatRange(range)}`
  return `${operation ?? 'the document'}${versions}, ${at} in ${VOICES[voice]}`
}

/** The place in the contract: file, line and JSON pointer. */
export function contractPlace(contract: Contract, { operation, at }: Difference): string {
  const place = placeInContract(contract, operation, at)
  return `specs/${contract.file}:${contractLine(contract, place)} ${place}`
}

export function upstreamPlace({ place: { file, line } }: Difference, repository: string): string {
  return `${repository} ${file}${line === undefined ? '' : `:${line}`}`
}

/** Evidence of an erratum that is not seen any more, in words. */
export function staleText({ erratum, evidence, operation, at, releases }: Stale): string {
  const { in: voice, differs, theirs } = evidence
  const range = Object.keys(evidence.range).length > 0 ? ` at ${formatRange(evidence.range)}` : ''
  return [
    `explains nothing: erratum ${erratum}`,
    `    its evidence: ${operation}${range}, ${at} in ${VOICES[voice]}: ${differs}, upstream ${shown(theirs)}`,
    `    not so in ${releases.join(', ')}`,
  ].join('\n')
}

/** What one side says, in one line. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
