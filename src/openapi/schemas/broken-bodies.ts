import { operationAt } from '../at-version/operation-at.ts'
import { project } from '../at-version/project.ts'
import type { Contract, OperationId } from '../contract.ts'
import { dereference } from '../document-node.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { type JsonPointer, pointer, segmentsOf, valueAt } from '../json-pointer.ts'
import type { Microversion } from '../microversion.ts'
import { type BrokenValue, brokenValues, without } from './broken-values.ts'
import type { SchemaValidator } from './schema-validator.ts'

/** A request body that breaks one constraint of its schema and no other. */
export interface BrokenBody {
  /** A phrase that says what is wrong: `tag is null`. Unique among the bodies of one schema. */
  readonly what: string
  /** JSON pointer of the broken constraint in the contract's document. */
  readonly rule: JsonPointer
  /** The constraint: `type`, `required`, `additionalProperties` and so on. */
  readonly keyword: string
  readonly body: unknown
}

/** Thrown when the caller asks for something that cannot be broken; a target is never the cause. */
export class UnbreakableBodyError extends Error {
  override readonly name = 'UnbreakableBodyError'
  readonly operation: OperationId
  readonly at: Microversion | undefined

  constructor(operation: OperationId, at: Microversion | undefined, reason: string) {
    super(`${operation}${at === undefined ? '' : ` at ${at}`}: ${reason}`)
    this.operation = operation
    this.at = at
  }
}

/** The name of a property that no service has. */
const UNKNOWN = 'attest_unknown'

/** The greatest number of values that break the same pattern, enumeration or format. */
const SAME_RULE = 3

/**
 * Request bodies of an operation that are invalid in exactly one place: for every constraint of the
 * schema at or below `at` one or more bodies that break it. All are variations of `valid`, a valid body.
 * Each is validated: all of its faults must be at the intended place, and the intended constraint
 * among them. They come in the order of the schema, outer constraints first. Constraints below an
 * optional object that `valid` does not have are not broken.
 * Throws {@link UnbreakableBodyError}.
 */
export function brokenBodies(
  contract: Contract,
  operation: OperationId,
  version: Microversion | undefined,
  valid: unknown,
  at: JsonPointer = '',
): readonly BrokenBody[] {
  const fail = (reason: string): never => {
    throw new UnbreakableBodyError(operation, version, reason)
  }
  const content = operationAt(contract, operation, version)?.requestBody?.content[0]
  if (content === undefined) return fail('there is no request body to break')
  const [fault] = content.validate(valid)
  if (fault !== undefined) fail(`the body to start from is wrong: "${fault.at}" ${fault.expected}`)
  const document: unknown = project(contract.document, version)
  const schema = valueAt(document, content.pointer + pointer('schema'))
  const bodies = attemptsIn(document, schema, valid, '')
    .filter((attempt) => isAtOrBelow(attempt.at, at))
    .flatMap((attempt) => asBroken(attempt, valid, content.validate))
  const kept = withoutSurplus(bodies)
  return kept.length === 0 ? fail(`nothing at "${at}" can be broken`) : kept
}

interface Attempt extends Omit<BrokenValue, 'how'> {
  readonly what: string
  /** The place at which `value` is put. */
  readonly at: JsonPointer
}

/** All values to try at the place of a schema and at the places below it. */
function attemptsIn(
  document: unknown,
  written: unknown,
  valid: unknown,
  at: JsonPointer,
): readonly Attempt[] {
  const schema = merged(document, written)
  const name = segmentsOf(at).at(-1) ?? 'the body'
  const own = brokenValues(schema)
    // At the root only a list is tried: parsers differ in how they refuse a text, a number or null there.
    .filter(({ value }) => at !== '' || Array.isArray(value))
    .map(({ keyword, how, value }) => ({ keyword, value, at, what: `${name} ${how}` }))
  if (!isJsonObject(valid)) return own
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  const required = Array.isArray(schema.required) ? schema.required.map(String) : []
  const missing = required.map((member) => ({
    keyword: 'required',
    value: without(valid, member),
    at,
    what: `${member} is missing`,
  }))
  const beside = Object.keys(properties)[0]
  const unknown = {
    keyword: 'additionalProperties',
    value: { ...valid, [UNKNOWN]: 'attest' },
    at,
    what:
      at === '' && beside !== undefined
        ? `an unknown property beside ${beside}`
        : `an unknown property in ${name}`,
  }
  return [
    ...own,
    ...missing,
    ...(schema.additionalProperties === false ? [unknown] : []),
    ...Object.entries(properties).flatMap(([member, below]) =>
      attemptsIn(document, below, valueAt(valid, pointer(member)), at + pointer(member)),
    ),
  ]
}

/** A schema joined with the target of its `$ref`; its own keywords override those of the target. */
function merged(document: unknown, written: unknown): JsonObject {
  if (!isJsonObject(document) || !isJsonObject(written)) return {}
  const { $ref, ...beside } = written
  return $ref === undefined ? beside : { ...dereference(document, written, '')?.value, ...beside }
}

/** The body of an attempt, if all of its faults are at the intended place and of the intended kind. */
function asBroken(
  { at, keyword, value, what }: Attempt,
  valid: unknown,
  validate: SchemaValidator,
): readonly BrokenBody[] {
  const body = replaced(valid, segmentsOf(at), value)
  const faults = validate(body)
  const intended = faults.find((fault) => fault.keyword === keyword && fault.at === at)
  if (intended === undefined || faults.some((fault) => fault.at !== at)) return []
  const others = faults.filter((fault) => fault.keyword !== keyword)
  // A value of a wrong type breaks `enum` and `const` too. Any other further fault is a second mistake.
  if (others.some((other) => keyword !== 'type' || !['enum', 'const'].includes(other.keyword))) {
    return []
  }
  return [{ what, rule: intended.rule, keyword, body }]
}

function replaced(value: unknown, [segment, ...below]: readonly string[], by: unknown): unknown {
  if (segment === undefined) return by
  const holder = isJsonObject(value) ? value : {}
  return { ...holder, [segment]: replaced(holder[segment], below, by) }
}

function isAtOrBelow(place: JsonPointer, at: JsonPointer): boolean {
  return place === at || place.startsWith(`${at}/`)
}

function withoutSurplus(bodies: readonly BrokenBody[]): readonly BrokenBody[] {
  const counts = new Map<string, number>()
  const seen = new Set<string>()
  return bodies.filter(({ rule, keyword, what }) => {
    const count = (counts.get(rule) ?? 0) + 1
    counts.set(rule, count)
    const again = seen.has(what)
    seen.add(what)
    return !again && (keyword === 'required' || keyword === 'type' || count <= SAME_RULE)
  })
}
