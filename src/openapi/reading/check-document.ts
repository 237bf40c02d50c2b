import { rememberRange } from '../at-version/ranged.ts'
import { ContractError } from '../contract-error.ts'
import { type DocumentNode, nodesOf, referenceOf } from '../document-node.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { type JsonPointer, pointer, valueAt } from '../json-pointer.ts'
import { formatRange, isWithin, type MicroversionRange } from '../microversion.ts'
import { ErratumReference, Range, SampleFiles, SourceNote } from './extensions.ts'
import { parsePart } from './parse-part.ts'

const EXTENSIONS = new Set([
  'x-openstack',
  'x-errata',
  'x-excluded',
  'x-notes',
  'x-erratum',
  'x-requirements',
  'x-section',
  'x-source',
  'x-samples',
])

/**
 * Checks the ranges, the `$ref`s and the extensions in every object of a document.
 * Throws {@link ContractError} for the first that is wrong.
 */
export function checkDocument(
  document: JsonObject,
  file: string,
  range: MicroversionRange | undefined,
  errata: ReadonlySet<string>,
): void {
  for (const node of nodesOf(document)) {
    if (node.pointer === '') continue
    checkExtensions(node, file, errata)
    checkRange(node, file, range)
    checkReference(document, node, file)
  }
}

function checkExtensions(
  { value, pointer: at }: DocumentNode,
  file: string,
  errata: ReadonlySet<string>,
) {
  for (const key of Object.keys(value)) {
    if (key.startsWith('x-') && !EXTENSIONS.has(key)) {
      const known = [...EXTENSIONS].join(', ')
      throw new ContractError(
        file,
        at + pointer(key),
        `unknown extension: expected one of ${known}`,
      )
    }
  }
  if (value['x-source'] !== undefined && !at.includes('/x-requirements/')) {
    parsePart(SourceNote, value['x-source'], file, at + pointer('x-source'))
  }
  if (value['x-samples'] !== undefined) {
    parsePart(SampleFiles, value['x-samples'], file, at + pointer('x-samples'))
  }
  if (value['x-erratum'] === undefined) return
  const place = at + pointer('x-erratum')
  for (const id of parsePart(ErratumReference, value['x-erratum'], file, place)) {
    if (!errata.has(id)) {
      throw new ContractError(
        file,
        place,
        `no erratum "${id}" in x-errata: add it or correct the id`,
      )
    }
  }
}

function checkRange(
  node: DocumentNode,
  file: string,
  document: MicroversionRange | undefined,
): void {
  const written = node.value['x-openstack']
  if (written === undefined) return
  const at = node.pointer + pointer('x-openstack')
  if (document === undefined) {
    throw new ContractError(file, at, 'the service has no microversions: remove the range')
  }
  const range = parsePart(Range, written, file, at)
  if (isJsonObject(written)) rememberRange(written, range)
  for (const end of [range.min, range.max]) {
    if (end !== undefined && !isWithin(end, document)) {
      const covered = formatRange(document)
      throw new ContractError(file, at, `bad range: ${end} is outside the document's ${covered}`)
    }
  }
  if (!node.removable) throw notRemovable(file, at)
}

function notRemovable(file: string, at: JsonPointer): ContractError {
  return new ContractError(
    file,
    at,
    'a range is allowed only on something that can be omitted as a whole',
  )
}

function checkReference(document: JsonObject, node: DocumentNode, file: string): void {
  if (node.value.$ref === undefined) return
  const at = node.pointer + pointer('$ref')
  const seen = new Set<string>()
  let target: unknown = node.value
  while (isJsonObject(target) && target.$ref !== undefined) {
    const next = referenceOf(target)
    if (next === undefined || seen.has(next) || !isJsonObject(valueAt(document, next))) {
      throw new ContractError(file, at, `unresolvable $ref ${JSON.stringify(node.value.$ref)}`)
    }
    seen.add(next)
    target = valueAt(document, next)
  }
  if (!node.removable && isJsonObject(target) && target['x-openstack'] !== undefined) {
    throw notRemovable(file, at)
  }
}
