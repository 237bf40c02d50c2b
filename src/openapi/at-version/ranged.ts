import { dereference } from '../document-node.ts'
import type { JsonObject } from '../json.ts'
import { isWithin, type Microversion, type MicroversionRange } from '../microversion.ts'
import { Range } from '../reading/extensions.ts'

const known = new WeakMap<object, MicroversionRange>()

/** The range in the `x-openstack` of a node; undefined when it has none. The document must be checked. */
export function rangeOf(node: JsonObject): MicroversionRange | undefined {
  const written = node['x-openstack']
  if (typeof written !== 'object' || written === null) return undefined
  const range = known.get(written) ?? Range.parse(written)
  known.set(written, range)
  return range
}

/** Notes the parsed form of an `x-openstack`, so that it is not parsed again. */
export function rememberRange(written: object, range: MicroversionRange): void {
  known.set(written, range)
}

/** Whether a node exists at a microversion, by its own range and by that of the target of its `$ref`. */
export function isPresent(document: JsonObject, node: JsonObject, at: Microversion): boolean {
  const range = rangeOf(node)
  if (range !== undefined && !isWithin(at, range)) return false
  if (node.$ref === undefined) return true
  const target = dereference(document, node, '')?.value
  return target === undefined || isWithin(at, rangeOf(target) ?? {})
}
