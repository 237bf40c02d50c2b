import { ownValue } from '../../own-value.ts'
import { ConfigurationError } from './configuration-error.ts'
import { environmentEntry, environmentEntryName } from './environment.ts'
import {
  type ConfigurationFiles,
  type ConfigurationPlace,
  readConfigurationFiles,
} from './files.ts'
import { chooseRegion } from './region.ts'
import { mergeEntry, type Settings, withUnderscores } from './settings.ts'

/** The names of the available entries, and the entry to use when none is named. */
export interface KnownClouds {
  readonly names: readonly string[]
  readonly default?: string
  readonly files: ConfigurationFiles
  readonly environment?: Settings
  readonly environmentName: string
}

/** The merged settings of one cloud, before they are parsed. */
export interface CloudEntry {
  readonly name: string
  readonly settings: Settings
  readonly fromEnvironment: boolean
  /** The file with the entry; absent for the entry of the environment. */
  readonly file?: string
  /** Regions that it lists after the one that is used, when none was asked for. */
  readonly otherRegions: readonly string[]
  /** The `profile` of the entry, when no file has it. */
  readonly missingProfile?: string
}

/** Finds the available entries. Throws {@link ConfigurationError} for a file that cannot be used. */
export function findClouds(place: ConfigurationPlace): KnownClouds {
  const files = readConfigurationFiles(place)
  const environment = environmentEntry(place.env)
  const environmentName = environmentEntryName(place.env)
  const inFiles = Object.keys(files.clouds)
  if (inFiles.includes(environmentName)) {
    throw new ConfigurationError({
      ...(files.cloudsFile !== undefined && { file: files.cloudsFile }),
      key: `clouds.${environmentName}`,
      problem: 'has the name of the cloud that the OS_* variables make up',
      expected: 'another name',
      advice: 'rename the entry, or set OS_CLOUD_NAME to another name for the variables',
    })
  }
  const fallback = environment ? environmentName : inFiles.length === 1 ? inFiles[0] : undefined
  const chosen = place.env.OS_CLOUD || fallback
  return {
    names: environment ? [...inFiles, environmentName] : inFiles,
    ...(chosen !== undefined && { default: chosen }),
    files,
    ...(environment && { environment }),
    environmentName,
  }
}

/** Finds the entry called `cloud`, or the default one, and merges all that belongs to it. */
export function cloudEntry(
  cloud: string | undefined,
  place: ConfigurationPlace,
  overrides: Settings = {},
): CloudEntry {
  const known = findClouds(place)
  const name = cloud ?? known.default
  if (name === undefined) throw noCloudNamed(known)
  const fromEnvironment = name === known.environmentName && known.environment !== undefined
  const own = fromEnvironment ? known.environment : ownValue(known.files.clouds, name)
  if (own === undefined) {
    const { askedBy = '--cloud' } = place
    throw unknownCloud(name, cloud === undefined ? 'OS_CLOUD' : askedBy, known)
  }

  const entry = withUnderscores(own as Settings)
  const profileName = fromEnvironment ? undefined : (entry.profile ?? entry.cloud)
  const profile =
    profileName === undefined ? undefined : ownValue(known.files.profiles, String(profileName))
  const base = mergeEntry(withUnderscores((profile ?? {}) as Settings), entry)

  const arguments_ = withoutPrefix(withUnderscores(overrides))
  const origin = fromEnvironment || !known.files.cloudsFile ? {} : { file: known.files.cloudsFile }
  const { settings: region, others } = chooseRegion({
    settings: 'regions' in entry || 'region_name' in entry ? entry : base,
    wanted: wantedRegion(arguments_, place, known),
    key: fromEnvironment ? 'OS_REGION_NAME' : `clouds.${name}.regions`,
    ...origin,
  })
  const { regions: _regions, cloud: _cloud, ...rest } = base
  return {
    name,
    settings: mergeEntry(mergeEntry(rest, region), {
      ...arguments_,
      ...(region.region_name !== undefined && { region_name: region.region_name }),
    }),
    fromEnvironment,
    otherRegions: others,
    ...origin,
    ...(profileName !== undefined && !profile && { missingProfile: String(profileName) }),
  }
}

/** The region in `OS_REGION_NAME`, unless that variable is a part of the entry of the environment. */
function wantedRegion(
  arguments_: Settings,
  place: ConfigurationPlace,
  known: KnownClouds,
): string | undefined {
  const wanted = arguments_.region_name ?? (known.environment ? '' : place.env.OS_REGION_NAME)
  return wanted ? String(wanted) : undefined
}

function withoutPrefix(settings: Settings): Settings {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([key, value]) => [key.replace(/^os_/, ''), value]))
}

function noCloudNamed({ names, files }: KnownClouds): ConfigurationError {
  return names.length === 0
    ? new ConfigurationError({
        key: 'cloud',
        problem: 'is not configured',
        expected: 'a clouds.yaml or OS_* variables',
        advice: `create one of ${files.searched.join(', ')}`,
      })
    : new ConfigurationError({
        ...(files.cloudsFile !== undefined && { file: files.cloudsFile }),
        key: 'cloud',
        problem: 'is not chosen',
        expected: `one of ${names.join(', ')}`,
        advice: 'name it with --cloud or OS_CLOUD',
      })
}

function unknownCloud(name: string, askedBy: string, known: KnownClouds): ConfigurationError {
  const { cloudsFile, searched } = known.files
  const there = known.names.length === 0 ? 'there is no entry' : `there are ${list(known.names)}`
  const from = cloudsFile === undefined ? 'no clouds file was found' : `read ${cloudsFile}`
  return new ConfigurationError({
    ...(cloudsFile !== undefined && { file: cloudsFile }),
    key: `clouds.${name}`,
    problem: `does not exist (asked for by ${askedBy})`,
    expected: `the name of an entry, and ${there}`,
    advice: `correct the name or add the entry (${from}, searched ${searched.join(', ')})`,
  })
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}
