/** One of so many parts of a plan; `index` counts from 1. */
export interface Shard {
  readonly index: number
  readonly of: number
}

/** A piece of a plan that is not divided. */
export interface Unit<Item> {
  readonly id: string
  readonly items: readonly Item[]
  /** What it costs by itself, in seconds. */
  readonly seconds: number
  /** What it stands on and shares with others of the same part, with its cost in seconds. */
  readonly shares: ReadonlyMap<string, number>
}

interface Part<Item> {
  readonly units: Unit<Item>[]
  readonly stands: Set<string>
  seconds: number
}

/**
 * Divides units into so many parts of about the same cost: the dearest first, each into the part
 * that is cheapest with it. What several units of a part stand on is paid for once. The outcome
 * depends on the units alone, not on their order.
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
      // What is paid once more than needed weighs twice, or prerequisites would be everywhere.
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
