/** Settings from a file or from the environment, before they are parsed. */
export type Settings = Readonly<Record<string, unknown>>

export function isSettings(value: unknown): value is Settings {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) !== Date.prototype
  )
}

/** The settings with `_` in place of `-` in all keys: `auth-url` and `auth_url` are the same setting. */
export function withUnderscores(settings: Settings): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key.replaceAll('-', '_'),
      underscoresWithin(value),
    ]),
  )
}

function underscoresWithin(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(underscoresWithin)
  return isSettings(value) ? withUnderscores(value) : value
}

/** Merges at every depth, where `over` has priority, as `secure.yaml` has over `clouds.yaml`. */
export function mergeDeep(under: Settings, over: Settings): Settings {
  const merged = new Map(Object.entries(under))
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key)
    merged.set(key, isSettings(below) && isSettings(value) ? mergeDeep(below, value) : value)
  }
  return Object.fromEntries(merged)
}

/** Merges the settings in `auth`, and replaces all others, as for profiles and regions. */
export function mergeEntry(under: Settings, over: Settings): Settings {
  const merged = { ...under, ...over }
  if (isSettings(under.auth) && isSettings(over.auth)) {
    return { ...merged, auth: { ...under.auth, ...over.auth } }
  }
  return merged
}
