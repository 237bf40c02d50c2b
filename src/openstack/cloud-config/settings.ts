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

/** The settings, and those in `auth`, without the empty ones, which say nothing; in lists too. */
export function withoutEmpty(settings: Settings): Settings {
  const given = Object.entries(settings).filter(([, value]) => isGiven(value))
  return Object.fromEntries(
    given.map(([key, value]) => [
      key,
      Array.isArray(value)
        ? value.filter(isGiven)
        : isSettings(value)
          ? withoutEmpty(value)
          : value,
    ]),
  )
}

/** Whether a setting has a value. An empty text counts as none, as in OpenStack's own client. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
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
