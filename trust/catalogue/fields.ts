import type { Operation } from '../../src/openapi/contract.ts'
import { isJsonObject } from '../../src/openapi/json.ts'
import {
  compareMicroversions,
  type MicroversionRange,
  nextMicroversion,
  previousMicroversion,
} from '../../src/openapi/microversion.ts'
import { type AnswerField, answerFields, changedAt, GONE } from '../answers/answer-fields.ts'
import { operations } from '../answers/contracts.ts'
import { sampleValue } from '../answers/sample-value.ts'
import { between } from '../answers/spoken-microversions.ts'
import type { Fault, Kind } from '../fault.ts'
import { changingBody } from './answers-changed.ts'
import { malformedValues, otherValue } from './wrong-values.ts'

/** Each field of each success: missing, malformed, with another value, or at a wrong microversion. */
export function fieldFaults(): Fault[] {
  return operations.flatMap((operation) =>
    answerFields(operation)
      .filter(({ status }) => status < 300)
      .flatMap((field) => [
        ...brokenField(operation, field),
        ...wrongValue(operation, field),
        ...leakedField(operation, field),
        ...undeclaredBeside(operation, field),
      ]),
  )
}

function named({ path }: AnswerField): string {
  return path.filter((name) => name !== '[]').join('.')
}

/** The requirements that say that they test the field; those of the answer where there are none. */
function coveredBy({ id, requirements }: Operation, field: AnswerField): readonly string[] {
  const covering = requirements.filter(
    (one) => one.status === field.status && one.covers.includes(`response.${named(field)}`),
  )
  const ids = covering.length > 0 ? covering.map((one) => one.id) : [`${id}:${field.status}:*`]
  const compared = requirements.filter((one) => one.id === `${id}:${field.status}:same-as-listed`)
  return [...ids, ...compared.map((one) => one.id)]
}

function fieldFault(
  operation: Operation,
  field: AnswerField,
  slug: string,
  more: Pick<Fault, 'kind' | 'sentence'> &
    Partial<Pick<Fault, 'violates'>> & { readonly change: (value: unknown) => unknown },
): Fault {
  const { id } = operation
  const { status, since, until } = field
  const at = between(since, until)
  const { change, ...rest } = more
  return {
    id: `${id}/${status}/${named(field)}/${slug}`,
    violates: [`${id}:${status}:*`],
    first: coveredBy(operation, field),
    at,
    ...rest,
    means: {
      tamper: () =>
        changingBody({ operation: id, status, at }, (body) => changedAt(body, field.path, change)),
    },
  }
}

function brokenField(operation: Operation, field: AnswerField): Fault[] {
  const name = named(field)
  const kind: Kind = 'field'
  const dropped = fieldFault(operation, field, 'dropped', {
    kind,
    sentence: `${operation.id} leaves out ${name}`,
    ...(!field.required && { violates: coveredBy(operation, field) }),
    change: () => GONE,
  })
  const malformed = malformedValues(field.schema).map(({ slug, how, value }) =>
    fieldFault(operation, field, slug, {
      kind,
      sentence: `${operation.id} answers ${name} ${how}`,
      change: value,
    }),
  )
  return [dropped, ...malformed]
}

function wrongValue(operation: Operation, field: AnswerField): Fault[] {
  const other = otherValue(field.schema)
  if (other === undefined) return []
  return [
    fieldFault(operation, field, 'other-value', {
      kind: 'value',
      sentence: `${operation.id} answers another ${named(field)} than there is`,
      violates: coveredBy(operation, field),
      change: other,
    }),
  ]
}

/** A field that is present just before its first or just after its last microversion. */
function leakedField(operation: Operation, field: AnswerField): Fault[] {
  const { id } = operation
  const { since, until } = field
  // There may be no such answer.
  const whole = answerFields(operation).filter(({ status }) => status === field.status)[0] ?? field
  if (!since || !until || !whole.since || !whole.until) return []
  const before: MicroversionRange | undefined =
    compareMicroversions(since, whole.since) > 0
      ? { max: previousMicroversion(since) ?? whole.since }
      : undefined
  const after: MicroversionRange | undefined =
    compareMicroversions(until, whole.until) < 0
      ? { min: nextMicroversion(until), max: whole.until }
      : undefined
  const leak = (slug: string, how: string, at: MicroversionRange): Fault => ({
    id: `${id}/${field.status}/${named(field)}/${slug}`,
    kind: 'microversion',
    sentence: `${id} answers ${named(field)} ${how}`,
    violates: [`${id}:${field.status}:*`],
    at,
    means: {
      tamper: () =>
        changingBody({ operation: id, status: field.status, at }, (body) =>
          changedAt(body, field.path.slice(0, -1), (holder) => withMember(holder, field)),
        ),
    },
  })
  return [
    ...(before ? [leak('too-early', `before ${since}, which brings it`, before)] : []),
    ...(after ? [leak('too-late', `after ${until}, the last that has it`, after)] : []),
  ]
}

function withMember(holder: unknown, { path, schema }: AnswerField): unknown {
  const name = path.at(-1)
  if (!isJsonObject(holder) || name === undefined || name in holder) return holder
  return { ...holder, [name]: sampleValue({}, schema) }
}

/** An unknown field beside the first field of each object. */
function undeclaredBeside(operation: Operation, field: AnswerField): Fault[] {
  const { id } = operation
  const siblings = answerFields(operation).filter(
    ({ status, path }) =>
      status === field.status && path.slice(0, -1).join('.') === field.path.slice(0, -1).join('.'),
  )
  if (siblings[0]?.path.at(-1) !== field.path.at(-1)) return []
  const { status } = field
  const holder = field.path.slice(0, -1)
  const where = holder.filter((name) => name !== '[]').join('.') || 'body'
  return [
    {
      id: `${id}/${status}/${where}/undeclared-field`,
      kind: 'undeclared',
      sentence: `${id} answers a field in ${where} that no document has`,
      violates: [`${id}:${status}:*`],
      means: {
        tamper: () =>
          changingBody({ operation: id, status }, (body) =>
            changedAt(body, holder, (value) =>
              isJsonObject(value) ? { ...value, attest_undeclared: 'attest' } : value,
            ),
          ),
      },
    },
  ]
}
