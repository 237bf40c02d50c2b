import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import { pointer } from '../../src/openapi/json-pointer.ts'
import { type Example, examplesOf } from '../contract/examples-of.ts'
import type { Observation } from './difference.ts'
import type { OperationSubject } from './subject.ts'
import { isThere } from './within.ts'

// Upstream's schemas have formats and keywords of its own, and some that are wrong.
const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false })
addFormats.default(ajv)

/** Which examples of the contract upstream's schemas refuse. */
export function compareExamples(subject: OperationSubject): readonly Observation[] {
  const { operation, theirs, ours, at } = subject
  return (['request', 'response'] as const).flatMap((kind) => {
    const schema = theirs.method?.schemas.find((one) => one.kind === kind && isThere(at, one))
    const body = ours[kind]
    if (schema === undefined || body === undefined) return []
    return examplesAt(subject, body.pointer).flatMap(({ name, value }): readonly Observation[] => {
      const theirs = faultOf(schema.schema, value)
      if (theirs === undefined) return []
      const common = { operation: operation.id, in: 'schema', at: `example.${name}` } as const
      const place = { file: schema.file, line: schema.line }
      return [{ ...common, differs: 'valid', ours: true, theirs, place }]
    })
  })
}

/** The examples beside the schema of a body that are there at a microversion. */
function examplesAt(
  { contract, operation, at }: OperationSubject,
  schema: string,
): readonly Example[] {
  const media = schema.slice(0, -pointer('schema').length)
  return examplesOf(contract, operation.id).filter(
    ({ pointer: place, range }) => place.startsWith(`${media}/`) && isThere(at, range),
  )
}

const faults = new WeakMap<JsonObject, (value: unknown) => string | undefined>()

function faultOf(schema: JsonObject, value: unknown): string | undefined {
  const known = faults.get(schema) ?? compiled(schema)
  faults.set(schema, known)
  return known(value)
}

function compiled(schema: JsonObject): (value: unknown) => string | undefined {
  const validate = ajv.compile(withoutWrongMembers(schema))
  return (value) => {
    if (validate(value)) return undefined
    const [error] = validate.errors ?? []
    return `${error?.instancePath || '/'} ${error?.keyword}`
  }
}

/** A schema without the members of `properties` that are none: those are compared elsewhere. */
function withoutWrongMembers(schema: JsonObject): JsonObject {
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] => {
    if (key === 'items' && isJsonObject(value)) return [key, withoutWrongMembers(value)]
    if (key !== 'properties' || !isJsonObject(value)) return [key, value]
    const members = Object.entries(value).flatMap(([name, member]) =>
      isJsonObject(member) ? [[name, withoutWrongMembers(member)] as const] : [],
    )
    return [key, Object.fromEntries(members)]
  })
  return Object.fromEntries(entries)
}
