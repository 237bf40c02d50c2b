import { ConfigurationError } from './configuration-error.ts'
import { isSettings, type Settings, withUnderscores } from './settings.ts'

interface Region {
  readonly name: string
  readonly values: Settings
}

interface RegionChoice {
  /** The settings of the entry if it has `regions`, else those of its profile. */
  readonly settings: Settings
  readonly wanted: string | undefined
  readonly file?: string
  /** The name of the setting with the regions, for a message. */
  readonly key: string
}

export interface ChosenRegion {
  /** The settings of the region, including `region_name`. */
  readonly settings: Settings
  /** Further regions that the entry lists, where the first was taken because none was wanted. */
  readonly others: readonly string[]
}

/**
 * The wanted region, else the first that the entry lists. Throws {@link ConfigurationError} when the
 * entry does not list the wanted region.
 */
export function chooseRegion({ settings, wanted, file, key }: RegionChoice): ChosenRegion {
  const place = { ...(file !== undefined && { file }), key }
  const regions = regionsOf(settings, place)
  const region = wanted === undefined ? regions[0] : regions.find(({ name }) => name === wanted)
  if (region === undefined && wanted !== undefined && regions.length > 0) {
    throw new ConfigurationError({
      ...place,
      problem: `does not list the region "${wanted}"`,
      expected: `one of ${regions.map(({ name }) => name).join(', ')} (spelled exactly so)`,
      advice: 'choose another region, or add it to the entry',
    })
  }
  const name = region?.name ?? wanted
  return {
    settings: { ...region?.values, ...(name && { region_name: name }) },
    others: wanted === undefined ? regions.slice(1).map((other) => other.name) : [],
  }
}

function regionsOf(
  settings: Settings,
  place: { readonly file?: string; readonly key: string },
): readonly Region[] {
  const listed = settings.regions ?? settings.region_name
  if (listed === undefined || listed === null || listed === '') return []
  const items = Array.isArray(listed) ? listed : String(listed).split(',')
  return items.map((item: unknown) => {
    if (!isSettings(item)) return { name: String(item).trim(), values: {} }
    if (typeof item.name === 'string' && (item.values === undefined || isSettings(item.values))) {
      return { name: item.name, values: withUnderscores((item.values ?? {}) as Settings) }
    }
    throw new ConfigurationError({
      ...place,
      problem: 'has an entry that is no region',
      expected: 'a name, or a mapping of "name" and "values"',
      advice: 'correct the list',
    })
  })
}
