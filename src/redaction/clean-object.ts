import { knownSecrets } from './known-secrets.ts'

/** A copy of a JSON object with the known secrets removed from its texts and property names. */
export function cleanObject(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [knownSecrets.clean(name), cleanValue(member)]),
  )
}

function cleanValue(value: unknown): unknown {
  if (typeof value === 'string') return knownSecrets.clean(value)
  if (Array.isArray(value)) return value.map(cleanValue)
  return typeof value === 'object' && value !== null ? cleanObject(value) : value
}
