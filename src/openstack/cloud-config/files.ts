import { accessSync, constants, existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { LARGEST_SETTINGS, readInputFile } from '../../input-file.ts'
import type { Services } from '../../openapi/service-description.ts'
import { ConfigurationError } from './configuration-error.ts'
import { isSettings, mergeDeep, type Settings } from './settings.ts'
import { parseConfigurationText } from './syntax.ts'

/** Variables of the environment, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Where to look for configuration files and variables. */
export interface ConfigurationPlace {
  readonly env: Environment
  readonly cwd: string
  readonly home: string
  /** The option that names the entry, for messages; by default `--cloud`. */
  readonly askedBy?: string
  /** The services whose settings are read; by default those that the package describes. */
  readonly services?: Services
}

export interface ConfigurationFiles {
  /** `clouds:` of the clouds file with the secure file merged over it. */
  readonly clouds: Settings
  /** `public-clouds:` of the vendor file. */
  readonly profiles: Settings
  /** The files that were read; absent when there is none. */
  readonly cloudsFile?: string
  readonly secureFile?: string
  readonly vendorFile?: string
  /** The paths at which a clouds file was looked for, in order, with one file name for each folder. */
  readonly searched: readonly string[]
}

const SUFFIXES = ['.yaml', '.yml', '.json'] as const

/**
 * Reads the clouds, secure and vendor files. Of each kind, the first file that exists and is readable
 * is used. Throws {@link ConfigurationError}.
 */
export function readConfigurationFiles(place: ConfigurationPlace): ConfigurationFiles {
  const clouds = firstOf(place, 'clouds', place.env.OS_CLIENT_CONFIG_FILE)
  const secure = firstOf(place, 'secure', place.env.OS_CLIENT_SECURE_FILE)
  const vendor = firstOf(place, 'clouds-public', place.env.OS_CLIENT_VENDOR_FILE)
  const merged = mergeDeep(sectionOf(clouds, 'clouds'), sectionOf(secure, 'clouds'))
  return {
    clouds: merged,
    profiles: sectionOf(vendor, 'public-clouds'),
    ...(clouds && { cloudsFile: clouds.path }),
    ...(secure && { secureFile: secure.path }),
    ...(vendor && { vendorFile: vendor.path }),
    searched: searchedNames(place),
  }
}

interface LoadedFile {
  readonly path: string
  readonly content: unknown
}

function firstOf(
  place: ConfigurationPlace,
  name: string,
  named: string | undefined,
): LoadedFile | undefined {
  const inFolders = foldersOf(place).flatMap((folder) =>
    SUFFIXES.map((suffix) => join(folder, name + suffix)),
  )
  const candidates = named ? [resolve(place.cwd, named), ...inFolders] : inFolders
  const path = candidates.find(isReadable)
  return path === undefined ? undefined : { path, content: load(path) }
}

function foldersOf({ env, cwd, home }: ConfigurationPlace): readonly string[] {
  const userFolder = env.XDG_CONFIG_HOME || join(home, '.config')
  const siteFolders = (env.XDG_CONFIG_DIRS || '/etc/xdg').split(':').filter((path) => path !== '')
  const folders = [
    cwd,
    join(userFolder, 'openstack'),
    join(env.SNAP_REAL_HOME || home, '.config', 'openstack'),
    ...siteFolders.map((folder) => join(folder, 'openstack')),
    '/etc/openstack',
  ]
  return [...new Set(folders)]
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}

function load(path: string): unknown {
  let text: string
  try {
    text = readInputFile(path, LARGEST_SETTINGS).toString('utf8')
  } catch (error) {
    throw new ConfigurationError({
      file: path,
      problem: `cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'})`,
      expected: 'a readable YAML or JSON file of at most 1 MiB',
      advice: 'check what is at this path',
    })
  }
  const before = parsed.get(path)
  if (before?.text === text) return before.content
  const content = parseConfigurationText(path, text)
  parsed.set(path, { text, content })
  return content
}

/** Parsed files by path. Every persona reads the same files, and parsing takes longer than reading. */
const parsed = new Map<string, { readonly text: string; readonly content: unknown }>()

function sectionOf(file: LoadedFile | undefined, section: string): Settings {
  if (file === undefined || file.content === null || file.content === undefined) return {}
  const content = file.content
  const entries = isSettings(content) ? (content[section] ?? {}) : undefined
  if (!isSettings(entries)) {
    throw new ConfigurationError({
      file: file.path,
      ...(isSettings(content) && { key: section }),
      problem: 'is not a mapping',
      expected: `a mapping "${section}:" from names to cloud entries`,
      advice: 'compare it with the clouds.yaml of your OpenStack client',
    })
  }
  for (const [name, entry] of Object.entries(entries)) {
    if (isSettings(entry)) continue
    throw new ConfigurationError({
      file: file.path,
      key: `${section}.${name}`,
      problem: 'is not a mapping',
      expected: 'the settings of a cloud, such as auth and region_name',
      advice: 'indent its settings below its name, or remove the entry',
    })
  }
  return entries
}

function searchedNames(place: ConfigurationPlace): readonly string[] {
  const named = place.env.OS_CLIENT_CONFIG_FILE
  const path = named ? resolve(place.cwd, named) : undefined
  const note = path === undefined ? '' : existsSync(path) ? 'not readable' : 'not there'
  return [
    ...(path === undefined
      ? []
      : [isReadable(path) ? path : `${path} (OS_CLIENT_CONFIG_FILE, ${note})`]),
    ...foldersOf(place).map((folder) => join(folder, 'clouds.yaml')),
  ]
}
