import type { Facts } from '../facts/facts.ts'

/**
 * The digests of what a reference says in words, by operation: of its sections and of the parameters that
 * they list, and of what stands in front of the operations. Where a text is broken into lines does not change them.
 */
export function proseOf({ service, documents }: Facts): ReadonlyMap<string, string> {
  const operations = Object.values(documents).flatMap((document) =>
    Object.entries(document.operations),
  )
  const fronts = Object.values(documents).flatMap(({ front }) => front)
  return new Map([
    ...fronts.map(({ file, prose }) => [`the front of ${file}`, prose] as const),
    ...operations.map(([name, { sections }]) => {
      const digests = sections.flatMap(({ prose, parameters }) => [
        prose,
        ...parameters.map((row) => row.prose),
      ])
      return [`${service}.${name}`, digests.join(' ')] as const
    }),
  ])
}

/** The operations of which something else is said in words. */
export function reworded(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...after.keys()].filter((operation) => before.get(operation) !== after.get(operation))
}
