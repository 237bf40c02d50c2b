import type { Contracts, DocumentId, Requirement, RequirementId } from '../openapi/contract.ts'
import { requirementsIn } from '../openapi/requirements-in.ts'
import { didYouMean, nearMisses } from '../patterns/near-misses.ts'
import { matchesPattern } from '../patterns/pattern-distance.ts'
import { SettingsError } from './settings-error.ts'

/** True for a requirement that the options select. */
export type RequirementFilter = (requirement: string, operation: string) => boolean

/** The repeatable options that narrow a plan. */
export interface Narrowing {
  /** Globs over requirement ids: `*` stands for any text, `?` for one character. */
  readonly requirement?: readonly string[] | undefined
  /** Ids of operations. */
  readonly operation?: readonly string[] | undefined
}

/** A requirement of a document that was not chosen. */
export interface OfOtherDocument extends Pick<Requirement, 'id' | 'operation'> {
  readonly document: DocumentId
}

/** The requirements of the known documents that are not among the chosen ones. */
export function requirementsElsewhere(chosen: Contracts, known: Contracts): OfOtherDocument[] {
  return [...known].flatMap(([file, contract]) =>
    chosen.has(file)
      ? []
      : requirementsIn(new Map([[file, contract]])).map(({ id, operation }) => {
          return { id, operation, document: contract.id }
        }),
  )
}

/**
 * Selects requirements of the chosen documents by `--requirement` and `--operation`; `others` are
 * the requirements of all other documents, for advice. Values of one option are combined; a
 * requirement must match both options. Throws {@link SettingsError} for a value that selects
 * nothing, because the run would test less than its user expects.
 */
export function requirementFilter(
  { requirement: patterns = [], operation: operations = [] }: Narrowing,
  known: readonly Pick<Requirement, 'id' | 'operation'>[],
  others: readonly OfOtherDocument[] = [],
): RequirementFilter {
  const ids = known.map(({ id }) => id)
  for (const pattern of patterns) {
    if (!ids.some((id) => matchesPattern(pattern, id))) throw noRequirement(pattern, ids, others)
  }
  const knownOperations = [...new Set(known.map(({ operation }) => operation))]
  for (const operation of operations) {
    if (!knownOperations.some((id) => id === operation)) {
      throw noOperation(operation, knownOperations, others)
    }
  }
  const wanted: RequirementFilter = (id, operation) =>
    (patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, id))) &&
    (operations.length === 0 || operations.includes(operation))
  if (known.length > 0 && !known.some(({ id, operation }) => wanted(id, operation))) {
    throw nothingInCommon(operations)
  }
  return wanted
}

/** The requirements that match an id or a glob. Throws {@link SettingsError} when there is none. */
export function requirementsLike(
  pattern: string,
  ids: readonly RequirementId[],
  others: readonly OfOtherDocument[] = [],
): readonly RequirementId[] {
  const like = ids.filter((id) => matchesPattern(pattern, id))
  if (like.length === 0) throw noRequirement(pattern, ids, others, 'requirement')
  return like
}

function noRequirement(
  pattern: string,
  ids: readonly string[],
  others: readonly OfOtherDocument[],
  key = '--requirement',
): SettingsError {
  const elsewhere = others.find(({ id }) => matchesPattern(pattern, id))
  const open = `${pattern}*`
  const near = ids.some((id) => matchesPattern(open, id)) ? [`'${open}'`] : nearMisses(pattern, ids)
  const siblings = pattern.replace(/:[^:]*$/, ':*')
  const wider = near.length === 0 && ids.some((id) => matchesPattern(siblings, id))
  return new SettingsError({
    key,
    problem: `${JSON.stringify(pattern)} matches no requirement`,
    expected: 'the id of a requirement, or a glob with * for any text and ? for one character',
    advice: elsewhere
      ? choosing(elsewhere)
      : didYouMean(wider ? [`'${siblings}'`] : near, 'attest plan lists the requirements'),
  })
}

function choosing({ document }: OfOtherDocument): string {
  return `the document ${document} has it: add --document ${document}`
}

function noOperation(
  operation: string,
  known: readonly string[],
  others: readonly OfOtherDocument[],
): SettingsError {
  const elsewhere = others.find((one) => one.operation === operation)
  return new SettingsError({
    key: '--operation',
    problem: `${JSON.stringify(operation)} is no operation`,
    expected: `one of ${known.join(', ')}`,
    advice: elsewhere
      ? choosing(elsewhere)
      : didYouMean(nearMisses(operation, known), 'write its id as it stands here'),
  })
}

function nothingInCommon(operations: readonly string[]): SettingsError {
  return new SettingsError({
    key: '--requirement',
    problem: `has nothing in common with --operation ${operations.join(', ')}`,
    expected: 'at least one requirement that suits both options',
    advice: 'leave one of the two options out',
  })
}
