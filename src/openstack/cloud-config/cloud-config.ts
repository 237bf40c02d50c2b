import { packagedServices } from '../../openapi/load-services.ts'
import type { ServiceKind } from '../exchange.ts'
import type { Credential } from '../identity/credential.ts'
import { ConfigurationError } from './configuration-error.ts'
import { type EndpointSettings, endpointsOf, type InterfaceChoice } from './endpoints.ts'
import { type CloudEntry, cloudEntry } from './entry.ts'
import type { ConfigurationPlace } from './files.ts'
import { type Complain, credentialOf, methodOf } from './read-credential.ts'
import { type CloudSettings, cloudSettings } from './schema.ts'
import { checkedUrl } from './service-url.ts'
import { settingName } from './setting-name.ts'
import { type Settings, withoutEmpty } from './settings.ts'
import { inOneSpelling } from './spellings.ts'
import { type TlsSettings, tlsOf } from './tls.ts'

export { findClouds } from './entry.ts'

/** How to reach one cloud as one user. It may be printed: secrets are wrapped in `Secret`. */
export interface CloudConfig {
  /** The name of the entry; `envvars` for the entry that is made of `OS_*` variables. */
  readonly name: string
  /** The clouds file; absent when the environment is the source. */
  readonly file?: string
  /** The configured URL, with or without `/v3`, and without a slash at the end. */
  readonly authUrl: string
  readonly credential: Credential
  /** When absent, the first region of the catalog that has all tested services is used. */
  readonly regionName?: string
  /** Regions that the entry lists after `regionName`, which was taken as the first of them. */
  readonly otherRegions?: readonly string[]
  readonly interface: InterfaceChoice
  readonly tls: TlsSettings
  /** Settings of the entry for single services. */
  readonly services: Readonly<Record<ServiceKind, EndpointSettings>>
  /** The longest time for an answer. */
  readonly apiTimeoutMs?: number
}

/** The address of a cloud, and which of its endpoints to use. It has no secrets. */
export type CloudPlace = Pick<
  CloudConfig,
  'name' | 'authUrl' | 'regionName' | 'interface' | 'services'
>

export interface CloudRequest extends ConfigurationPlace {
  /** The entry's name; by default OS_CLOUD, the OS_* variables, or the only entry. */
  readonly cloud?: string
  /** Settings that override those of the entry, in any spelling: `{ 'os-region-name': 'north' }`. */
  readonly overrides?: Settings
}

/**
 * Finds and reads the settings of a cloud as openstacksdk does: clouds.yaml, secure.yaml and
 * clouds-public.yaml, or `OS_*` variables. Throws {@link ConfigurationError}.
 */
export function loadCloud(request: CloudRequest): CloudConfig {
  const entry = cloudEntry(request.cloud, request, request.overrides)
  const complain = complaintsOf(entry)
  const settings = parse(withoutEmpty(inOneSpelling(entry.settings)), complain)
  // Before the URL: an entry with a method that is not supported may have none.
  const method = methodOf(settings, complain)
  const authUrl = authUrlOf(settings, entry, complain)
  return {
    name: entry.name,
    ...(entry.file !== undefined && { file: entry.file }),
    authUrl,
    credential: credentialOf(method, settings, complain),
    ...(settings.region_name !== undefined && { regionName: settings.region_name }),
    ...(entry.otherRegions.length > 0 && { otherRegions: entry.otherRegions }),
    interface: settings.interface ?? 'public',
    tls: tlsOf(settings, request, complain),
    services: endpointsOf(settings, complain, request.services ?? packagedServices()),
    ...(settings.api_timeout !== undefined && { apiTimeoutMs: settings.api_timeout * 1000 }),
  }
}

function complaintsOf(entry: CloudEntry): Complain {
  return (setting, fault) =>
    new ConfigurationError({
      ...(entry.file !== undefined && { file: entry.file }),
      key: settingName(entry.name, setting, entry.fromEnvironment),
      ...fault,
    })
}

function parse(settings: Settings, complain: Complain): CloudSettings {
  const parsed = cloudSettings.safeParse(settings)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw complain(issue?.path.join('.') ?? '', {
    problem: 'has a value of the wrong kind',
    expected: issue?.message ?? 'another value',
    advice: 'correct the entry',
  })
}

function authUrlOf(settings: CloudSettings, entry: CloudEntry, complain: Complain): string {
  const expected = 'the URL of Identity, such as https://cloud.example:5000/v3'
  const text = settings.auth.auth_url
  if (text === undefined) {
    throw complain('auth.auth_url', {
      problem: 'is missing',
      expected,
      advice:
        entry.missingProfile === undefined
          ? 'add it to the entry'
          : `add it to the entry, or its profile "${entry.missingProfile}" to a clouds-public.yaml`,
    })
  }
  const [reference] = /\{[a-z_]+\}/.exec(text) ?? []
  if (reference !== undefined) {
    throw complain('auth.auth_url', {
      problem: `refers to ${reference}, which the entry does not have`,
      expected,
      advice: 'add that setting to the entry, or write the URL out',
    })
  }
  return checkedUrl(text, 'auth.auth_url', expected, complain)
}
