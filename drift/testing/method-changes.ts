import type { MethodFact, SchemaFact } from '../facts/facts.ts'
import {
  type Change,
  changesWithin,
  isAfter,
  rangeChanges,
  removals,
  type Versions,
} from './change.ts'
import { schemaChanges } from './schema-changes.ts'

/** All single changes of what a controller's method declares. */
export function methodChanges(
  method: MethodFact,
  versions: Versions,
): readonly Change<MethodFact>[] {
  const { errors, success, schemas } = method
  const added = {
    words: 'the method declares 418',
    place: 'status.418',
    value: { ...method, errors: [...errors, 418] },
  }
  const other = {
    words: 'the method succeeds with 299',
    place: 'success',
    value: { ...method, success: 299 },
  }
  return [
    ...(errors.length > 1 ? [added] : []),
    // Without any error a method declares nothing, as those of services that have no such decorator.
    ...(errors.length > 1
      ? removals(
          errors,
          (status) => ({
            words: `the method does not declare ${status} any more`,
            place: `status.${status}`,
          }),
          (changed) => ({ ...method, errors: changed }),
        )
      : []),
    ...(success === undefined ? [] : [other]),
    ...rangeChanges(method, versions).map((value) => ({
      words: 'the method has another range',
      place: 'operation',
      value,
    })),
    ...changesWithin(
      schemas,
      (one) => (isAfter(one.max, versions) ? schemaFactChanges(one, versions) : []),
      (changed) => ({
        ...method,
        schemas: changed,
      }),
    ),
  ]
}

function schemaFactChanges(fact: SchemaFact, versions: Versions): readonly Change<SchemaFact>[] {
  const { kind, name } = fact
  return [
    ...rangeChanges(fact, versions).map((value) => ({
      words: `${name} has another range`,
      place: kind,
      value,
    })),
    ...schemaChanges(fact.schema, kind).map(({ words, place, value }) => ({
      words: `${name}: ${words}`,
      place,
      value: { ...fact, schema: value },
    })),
  ]
}
