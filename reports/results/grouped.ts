/** Groups items by key; keys and items keep the order of their first occurrence. */
export function grouped<T, K>(
  items: readonly T[],
  key: (item: T) => K,
): ReadonlyMap<K, readonly [T, ...T[]]> {
  const groups = new Map<K, [T, ...T[]]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}
