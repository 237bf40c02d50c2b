import { nameOf } from '../compare/compare-samples.ts'
import type { NamedSampleFact } from '../facts/facts.ts'
import type { Shape } from '../reference/sample-shape.ts'
import type { Change } from './change.ts'

/** How deep fields lie that the contract names: those of a wrapper. What is below may be free. */
const DEPTH = 2

/** All single changes of the form of a sample. */
export function changesOfSample<T extends NamedSampleFact>(sample: T): readonly Change<T>[] {
  const { shape } = sample
  if (shape === undefined) return []
  const changes = sampleChanges(shape, `sample.${nameOf(sample)}`)
  return changes.map((change) => ({ ...change, value: { ...sample, shape: change.value } }))
}

/** The same sample with one of its fields called otherwise, for each field. */
function sampleChanges(
  shape: Shape,
  place: string,
  depth: number = DEPTH,
): readonly Change<Shape>[] {
  if (typeof shape === 'string' || depth === 0) return []
  if (isList(shape)) {
    const [first, ...rest] = shape
    if (first === undefined) return []
    const inFirst = sampleChanges(first, place, depth)
    return inFirst.map((change) => ({ ...change, value: [change.value, ...rest] }))
  }
  return Object.entries(shape).flatMap(([name, member]) => [
    { words: `${name} renamed in ${place}`, place, value: renamed(shape, name) },
    ...sampleChanges(member, place, depth - 1).map((change) => ({
      ...change,
      value: { ...shape, [name]: change.value },
    })),
  ])
}

function renamed(shape: Readonly<Record<string, Shape>>, name: string): Shape {
  const { [name]: member = 'text', ...rest } = shape
  return { ...rest, [`${name}_x`]: member }
}

function isList(shape: Shape): shape is readonly Shape[] {
  return Array.isArray(shape)
}
