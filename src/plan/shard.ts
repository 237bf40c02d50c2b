/** Part `index` of a plan that is divided into `of` parts; the first has index 1. */
export interface Shard {
  readonly index: number
  readonly of: number
}

/** A group of cases that stay in one part. */
export interface Unit<Item> {
  readonly id: string
  readonly items: readonly Item[]
  /** Its own cost in seconds, without what it shares. */
  readonly seconds: number
  /** Prerequisites that units of the same part share, by name, with the cost of each in seconds. */
  readonly shares: ReadonlyMap<string, number>
}

interface Part<Item> {
  readonly units: Unit<Item>[]
  readonly stands: Set<string>
  seconds: number
}

/**
 * Divides units into parts of about the same cost. The most expensive unit comes first, and each is
 * put into the part that is cheapest with it; a prerequisite that several units of a part share
 * counts once. The result does not depend on the order of the units.
 */
export function divide<Item>(units: readonly Unit<Item>[], parts: number): Item[][] {
  const all: Part<Item>[] = Array.from({ length: parts }, () => ({
    units: [],
    stands: new Set(),
    seconds: 0,
  }))
  for (const unit of units.toSorted(dearestFirst)) {
    const [best] = all
      .map((part) => ({ part, more: added(unit, part.stands) }))
      // Added cost counts twice, so that units with a common prerequisite come into the same part.
      .map(({ part, more }) => ({ part, more, weight: part.seconds + more * 2 }))
      .sort((a, b) => a.weight - b.weight || a.part.units.length - b.part.units.length)
    if (best === undefined) continue
    best.part.units.push(unit)
    best.part.seconds += best.more
    for (const name of unit.shares.keys()) best.part.stands.add(name)
  }
  return all.map((part) => part.units.flatMap(({ items }) => items))
}

const NOTHING: ReadonlySet<string> = new Set()

function dearestFirst<Item>(a: Unit<Item>, b: Unit<Item>): number {
  return added(b, NOTHING) - added(a, NOTHING) || (a.id < b.id ? -1 : 1)
}

function added<Item>({ seconds, shares }: Unit<Item>, stands: ReadonlySet<string>): number {
  const own = [...shares].filter(([name]) => !stands.has(name))
  return own.reduce((sum, [, cost]) => sum + cost, seconds)
}
