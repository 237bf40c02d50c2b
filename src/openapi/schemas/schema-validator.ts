import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { type Place, placeBelow } from '../document-node.ts'
import { canonicalJson, isJsonObject, type JsonObject } from '../json.ts'
import { type JsonPointer, localReference, pointer, valueAt } from '../json-pointer.ts'

/** One way in which a value breaks a schema. */
export interface SchemaFault {
  /** JSON pointer into the value. */
  readonly at: JsonPointer
  /** JSON pointer of the broken keyword in the document. */
  readonly rule: JsonPointer
  readonly keyword: string
  /** The property that is missing or not declared, where the keyword is about one. */
  readonly property?: string
  /** What the schema requires, as a phrase such as `must be string`. */
  readonly expected: string
}

/** How many faults of a value are returned, plus the first of each further rule: a list may have a million. */
const MOST_FAULTS = 100

/** Returns the faults of a value; none when it is valid. */
export type SchemaValidator = (value: unknown) => readonly SchemaFault[]

/** The place of a schema object: inline in the validated schema, or shared and reached by `$ref`. */
interface Location {
  readonly shared: boolean
  readonly pointer: JsonPointer
}

interface Compiled {
  readonly faults: (value: unknown) => readonly ErrorObject[]
  readonly locations: ReadonlyMap<object, Location>
}

const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  verbose: true,
  // The tests of `specs/` validate each document against the schema of OpenAPI 3.1.
  validateSchema: false,
})
addFormats.default(ajv)
ajv.addVocabulary(['example', 'externalDocs', 'xml', 'discriminator'])

const compiled = new Map<string, Compiled>()

/**
 * The validator of the schema at a pointer of a projected document, including what it refers to. It
 * is compiled at its first use, as most are never used, and once for all equal schemas. The first use
 * throws what Ajv throws for an invalid schema.
 */
export function schemaValidator(document: unknown, at: JsonPointer): SchemaValidator {
  let known: Compiled | undefined
  return (value) => {
    known ??= compiledAt(document, at)
    const errors = known.faults(value)
    if (errors.length === 0) return VALID
    const { locations } = known
    return telling(errors).map((error) => faultOf(error, locations, at))
  }
}

const VALID: readonly SchemaFault[] = []

function compiledAt(document: unknown, at: JsonPointer): Compiled {
  const { schema, locations } = selfContained(document, at)
  const key = canonicalJson(schema)
  const known = compiled.get(key) ?? compile(schema, locations)
  compiled.set(key, known)
  return known
}

function compile(schema: JsonObject, locations: ReadonlyMap<object, Location>): Compiled {
  const validate = ajv.compile(schema)
  return { locations, faults: (value) => (validate(value) ? [] : (validate.errors ?? [])) }
}

/** A copy of the schema with all that it refers to in its `$defs`, named by pointer. */
function selfContained(document: unknown, at: JsonPointer) {
  const locations = new Map<object, Location>()
  const waiting: JsonPointer[] = []
  const definitions: Record<string, unknown> = {}
  const copy = (value: unknown, place: Place, location: Location): unknown => {
    if (place === 'data' || typeof value !== 'object' || value === null) return value
    const members = Object.entries(value).map(([key, member]) => {
      const below = { ...location, pointer: location.pointer + pointer(key) }
      const target =
        place === 'object' && key === '$ref' && typeof member === 'string'
          ? localReference(member)
          : undefined
      if (target === undefined) return [key, copy(member, placeBelow(place, key, member), below)]
      waiting.push(target)
      return [key, `#${pointer('$defs', target)}`]
    })
    const made: object = Array.isArray(value)
      ? members.map(([, member]) => member)
      : Object.fromEntries(members)
    locations.set(made, location)
    return made
  }
  const root = copy(valueAt(document, at), 'object', { shared: false, pointer: '' })
  for (let target = waiting.pop(); target !== undefined; target = waiting.pop()) {
    if (target in definitions) continue
    definitions[target] = true
    const location = { shared: true, pointer: target }
    definitions[target] = copy(valueAt(document, target), 'object', location)
  }
  if (!isJsonObject(root)) return { schema: { not: {} }, locations }
  const schema = { ...root, ...(Object.keys(definitions).length > 0 && { $defs: definitions }) }
  locations.set(schema, { shared: false, pointer: '' })
  return { schema, locations }
}

function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  if (errors.length <= MOST_FAULTS) return errors
  const rules = new Set<string>()
  return errors.filter(({ schemaPath }, index) => {
    const isTold = index < MOST_FAULTS || !rules.has(schemaPath)
    rules.add(schemaPath)
    return isTold
  })
}

function faultOf(
  error: ErrorObject,
  locations: Compiled['locations'],
  at: JsonPointer,
): SchemaFault {
  const parent: unknown = error.parentSchema
  const found = isJsonObject(parent) ? locations.get(parent) : undefined
  const base = found === undefined ? at : found.shared ? found.pointer : at + found.pointer
  const property = propertyOf(error)
  return {
    at: error.instancePath,
    rule: base + pointer(error.keyword),
    keyword: error.keyword,
    ...(property !== undefined && { property }),
    expected: expectationOf(error),
  }
}

function propertyOf({ params }: ErrorObject): string | undefined {
  for (const key of ['missingProperty', 'additionalProperty', 'unevaluatedProperty']) {
    const name: unknown = params[key]
    if (typeof name === 'string') return name
  }
  return undefined
}

function expectationOf({ keyword, params, message = 'must be valid' }: ErrorObject): string {
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`
  if (keyword === 'enum') return `must be one of ${JSON.stringify(params.allowedValues)}`
  return message
}
