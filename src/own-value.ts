/**
 * What a table has under a name that somebody gave: `constructor` and `__proto__` are in every object
 * of JavaScript, and in no table of ours.
 */
export function ownValue<Value>(
  table: Readonly<Record<string, Value>>,
  name: string,
): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
