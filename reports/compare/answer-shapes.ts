import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { compareMicroversions, isMicroversion } from '../../src/openapi/microversion.ts'
import { type FieldChange, fieldChanges } from './case-change.ts'

/** An answer of an operation whose fields differ between the runs. */
export interface AnswerChange {
  readonly operation: string
  readonly status: number
  readonly microversion: string
  /** JSON pointers, with `*` for each item of a list, and the types of the values. */
  readonly fields: readonly FieldChange[]
}

/** JSON pointers to the fields in answers of one kind, with the types of their values. */
type Shape = Map<string, Set<string>>

/**
 * The fields that differ between the answers of two runs, for each operation, status and
 * microversion that both have. A field that depends on data may differ without a broken promise.
 */
export function answerChanges(before: RunRecord, after: RunRecord): AnswerChange[] {
  const old = shapesOf(before)
  const now = shapesOf(after)
  return [...now]
    .flatMap(([kind, shape]) => {
      const earlier = old.get(kind)
      const fields = earlier === undefined ? [] : fieldChanges(flatShape(earlier), flatShape(shape))
      if (fields.length === 0) return []
      const [operation = '', status, microversion = ''] = kind.split(' ')
      return [{ operation, status: Number(status), microversion, fields }]
    })
    .toSorted(inOrder)
}

/** The shapes of all answers of a run, by `<operation> <status> <microversion>`. */
export function shapesOf(record: RunRecord): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>()
  for (const exchanges of [record.sharedExchanges, ...record.cases.map((each) => each.exchanges)]) {
    for (const { exchange } of exchanges) {
      const { operation, response, microversion } = exchange
      if (operation === undefined || response?.body.kind !== 'json') continue
      const kind = `${operation} ${response.status} ${microversion ?? '-'}`
      const shape: Shape = shapes.get(kind) ?? new Map()
      shapes.set(kind, shape)
      enter(shape, '', response.body.value)
    }
  }
  return shapes
}

function enter(shape: Shape, at: string, value: unknown): void {
  const types = shape.get(at) ?? new Set()
  shape.set(at, types.add(typeOf(value)))
  if (Array.isArray(value)) for (const item of value) enter(shape, `${at}/*`, item)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      enter(shape, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, member)
    }
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}

/** The fields of a shape, each with its types in words. */
export function flatShape(shape: Shape): Record<string, string> {
  return Object.fromEntries([...shape].map(([at, types]) => [at, [...types].sort().join(' or ')]))
}

function inOrder(a: AnswerChange, b: AnswerChange): number {
  return (
    a.operation.localeCompare(b.operation) ||
    a.status - b.status ||
    (isMicroversion(a.microversion) && isMicroversion(b.microversion)
      ? compareMicroversions(a.microversion, b.microversion)
      : 0)
  )
}
