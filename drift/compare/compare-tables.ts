import type { Item } from '../contract/operation-reading.ts'
import type { ParameterFact, SectionFact } from '../facts/facts.ts'
import type { Observation, Place } from './difference.ts'
import type { OperationSubject } from './subject.ts'
import { isThere } from './within.ts'

/** Other names of types in parameter files. */
const TYPES: Readonly<Record<string, string>> = {
  bool: 'boolean',
  dict: 'object',
  int: 'integer',
  list: 'array',
}

type Row = ParameterFact & { readonly file: string }

/** How the tables of parameters and fields in each section of the reference differ from the contract. */
export function compareTables(subject: OperationSubject): readonly Observation[] {
  return subject.theirs.sections.flatMap((section, index) =>
    compareSection(subject, section, index === 0 ? 'presence' : `presence in ${fileName(section)}`),
  )
}

function compareSection(
  { operation, ours, at, names }: OperationSubject,
  { file, line, parameters }: SectionFact,
  presence: string,
): readonly Observation[] {
  const rows = parameters.filter((row) => isThere(at, row)).map((row): Row => ({ ...row, file }))
  const observed = (rest: Pick<Observation, 'at' | 'differs' | 'ours' | 'theirs' | 'place'>) => ({
    operation: operation.id,
    in: 'reference' as const,
    ...rest,
  })
  const inRequest = [...ours.parameters, ...(ours.request?.fields ?? [])]
  const inResponse = ours.response?.fields ?? []
  const found = new Set<Item>()
  const compared = rows.flatMap((row) => {
    const items = row.direction === 'request' ? inRequest : inResponse
    const item = itemOf(row, items)
    if (item === undefined) {
      const named = names(row.direction, row.name)
      const theirs = saidOf(row)
      return [observed({ at: named, differs: 'presence', ours: null, theirs, place: placeOf(row) })]
    }
    for (const one of items) if (one.name === row.name) found.add(one)
    return compareRow(row, item).map((difference) => observed({ ...difference, at: item.at }))
  })
  const missing = [...inRequest, ...inResponse]
    .filter((item) => !found.has(item))
    .map((item) =>
      observed({
        at: item.at,
        differs: presence,
        ours: true,
        theirs: null,
        place: { file, line },
      }),
    )
  return [...compared, ...missing]
}

/** The item that a row is about: one of its name, if possible at its place. */
function itemOf(row: Row, items: readonly Item[]): Item | undefined {
  const named = items.filter(({ name }) => name === row.name)
  const inPlace = named.filter((item) => item.in === row.in)
  return inPlace.find((item) => compareRow(row, item).length === 0) ?? inPlace[0] ?? named[0]
}

function compareRow(row: Row, item: Item) {
  const types = [item.schema.type ?? 'any'].flat().map(String)
  const values = types.filter((type) => type !== 'null').sort()
  const type = TYPES[row.type] ?? row.type
  const nullable = types.includes('null')
  const place = placeOf(row)
  return [
    ...(row.in === item.in ? [] : [{ differs: 'in', ours: item.in, theirs: row.in, place }]),
    ...(values.length === 1 && values[0] === type
      ? []
      : [{ differs: 'type', ours: values, theirs: type, place }]),
    ...(row.required === item.required
      ? []
      : [{ differs: 'required', ours: item.required, theirs: row.required, place }]),
    ...(nullable === (row.null ?? false)
      ? []
      : [{ differs: 'nullable', ours: nullable, theirs: row.null ?? false, place }]),
  ]
}

/** What a row says of something that the contract does not have. */
function saidOf({ in: place, type, required, null: nullable }: Row) {
  return { in: place, type, required, ...(nullable === true && { nullable }) }
}

/** An operation that has a second section is told apart by its file: one page may say less than the other. */
function fileName({ file }: SectionFact): string {
  return file.slice(file.lastIndexOf('/') + 1)
}

function placeOf({ entry, file, line }: Row): Place {
  return entry ?? { file, line }
}
