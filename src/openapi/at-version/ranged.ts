import { dereference } from '../document-node.ts'
import type { JsonObject } from '../json.ts'
import { isWithin, type Microversion, type MicroversionRange } from '../microversion.ts'
import { Range } from '../reading/extensions.ts'

const known = new WeakMap<object, MicroversionRange>()

/** The range that a node of a loaded document names for itself; undefined when it names none. */
export function rangeOf(node: JsonObject): MicroversionRange | undefined {
  const written = node['x-openstack']
  if (typeof written !== 'object' || written === null) return undefined
  const range = known.get(written) ?? Range.parse(written)
  known.set(written, range)
  return range
}

/** Says what has been read already of what a node names as its range. */
export function rememberRange(written: object, range: MicroversionRange): void {
  known.set(written, range)
}

/** Whether a node is there at a microversion: by its own range and by that of what it refers to. */
export function isPresent(document: JsonObject, node: JsonObject, at: Microversion): boolean {
  const range = rangeOf(node)
  if (range !== undefined && !isWithin(at, range)) return false
  if (node.$ref === undefined) return true
  const target = dereference(document, node, '')?.value
  return target === undefined || isWithin(at, rangeOf(target) ?? {})
}
