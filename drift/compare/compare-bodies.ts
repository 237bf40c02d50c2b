import { canonicalJson, isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import type { SchemaFact } from '../facts/facts.ts'
import { compareSchemas, type SamePattern } from './compare-schemas.ts'
import type { Observation } from './difference.ts'
import { normalQuerySchema, normalSchema } from './normal-schema.ts'
import type { OperationSubject } from './subject.ts'
import { isThere } from './within.ts'

type Kind = SchemaFact['kind']

/** How upstream's JSON Schemas of an operation differ from those of the contract. */
export function compareBodies(subject: OperationSubject): readonly Observation[] {
  const same: SamePattern = (ours, theirs) =>
    subject.sources['same-patterns'].some((pair) => pair.ours === ours && pair.theirs === theirs)
  return (['request', 'query', 'response'] as const).flatMap((kind) => {
    const schemas = subject.theirs.method?.schemas.filter((one) => one.kind === kind) ?? []
    const [first] = schemas
    // Without a schema at any microversion upstream checks nothing here, which says nothing of the contract.
    if (first === undefined) return []
    const theirs = schemas.filter((one) => isThere(subject.at, one))
    const { file, line } = theirs[0] ?? first
    return differencesOf(subject, kind, theirs, same).map((difference) => ({
      operation: subject.operation.id,
      in: 'schema',
      ...difference,
      place: { file, line },
    }))
  })
}

function differencesOf(
  subject: OperationSubject,
  kind: Kind,
  [schema, ...more]: readonly SchemaFact[],
  same: SamePattern,
) {
  const count = more.length + (schema === undefined ? 0 : 1)
  if (schema === undefined || count !== 1) {
    return [{ at: kind, differs: 'schemas', ours: 1, theirs: count }]
  }
  if (kind === 'query') return compareQuery(subject, schema.schema, same)
  const ours = kind === 'request' ? subject.ours.request : subject.ours.response
  const none = canonicalJson(schema.schema) === '{"type":"null"}'
  if (ours === undefined || none) {
    if (ours === undefined && none) return []
    return [{ at: kind, differs: 'presence', ours: ours && true, theirs: none ? null : true }]
  }
  return compareSchemas(normalSchema(ours.schema), normalSchema(schema.schema), kind, same)
}

function compareQuery({ ours }: OperationSubject, schema: JsonObject, same: SamePattern) {
  const inQuery = ours.parameters.filter((parameter) => parameter.in === 'query')
  const own = Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema]))
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  const query = (members: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(members).map(([name, member]) => [
        name,
        isJsonObject(member) ? normalQuerySchema(member) : member,
      ]),
    )
  // A contract cannot say what becomes of other keys; that of upstream is compared with "taken".
  const form = { type: ['object'], additionalProperties: true }
  return compareSchemas(
    { ...form, properties: query(own) },
    { ...form, ...schema, type: [schema.type].flat(), properties: query(properties) },
    'query',
    same,
  )
}
