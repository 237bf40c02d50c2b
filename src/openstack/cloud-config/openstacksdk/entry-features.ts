import { isSettings, type Settings } from '../settings.ts'

/** A way to write something in an entry of `clouds.yaml`: what it changes in {@link PLAIN_ENTRY}. */
export interface EntryFeature {
  readonly name: string
  /** Settings to set; those that are undefined are taken out. */
  readonly entry: Settings
}

/** An entry in which nothing is unusual. Its secrets are made up. */
const PLAIN_ENTRY: Settings = {
  auth: {
    auth_url: 'https://id.example/v3',
    username: 'ada',
    password: 'made-up-password',
    project_name: 'atlas',
    user_domain_name: 'People',
    project_domain_name: 'Projects',
  },
  region_name: 'R1',
}

const ABSENT = undefined
const NO_DOMAINS = { user_domain_name: ABSENT, project_domain_name: ABSENT }
const NO_AUTH = {
  username: ABSENT,
  password: ABSENT,
  project_name: ABSENT,
  ...NO_DOMAINS,
}

/** What openstacksdk understands, one by one; features that touch the same settings are neighbours. */
const ENTRY_FEATURES: readonly EntryFeature[] = [
  { name: 'no domain', entry: { auth: NO_DOMAINS } },
  { name: 'no domain of the user', entry: { auth: { user_domain_name: ABSENT } } },
  { name: 'no domain of the project', entry: { auth: { project_domain_name: ABSENT } } },
  { name: 'ids of domains', entry: { auth: { user_domain_id: 'd1', project_domain_id: 'd2' } } },
  { name: 'one domain_id', entry: { auth: { ...NO_DOMAINS, domain_id: 'd3' } } },
  { name: 'one domain_name', entry: { auth: { ...NO_DOMAINS, domain_name: 'Both' } } },
  { name: 'default_domain_id', entry: { auth: { default_domain_id: 'd4' } } },
  { name: 'default_domain_name', entry: { auth: { default_domain_name: 'Fallback' } } },
  { name: 'empty ids of domains', entry: { auth: { user_domain_id: '', project_domain_id: '' } } },
  { name: 'project_id', entry: { auth: { project_name: ABSENT, project_id: 'p1' } } },
  { name: 'project_id and project_name', entry: { auth: { project_id: 'p2' } } },
  { name: 'empty project_id', entry: { auth: { project_id: '' } } },
  { name: 'tenant_name', entry: { auth: { project_name: ABSENT, tenant_name: 'old' } } },
  { name: 'project beside auth', entry: { project_name: 'beside' } },
  { name: 'user_id', entry: { auth: { username: ABSENT, user_id: 'u1' } } },
  { name: 'user_name', entry: { auth: { username: ABSENT, user_name: 'grace' } } },
  { name: 'empty user_id', entry: { auth: { user_id: '' } } },
  {
    name: 'user beside auth',
    entry: {
      username: 'ida',
      password: 'made-up-2',
      auth: { username: ABSENT, password: ABSENT },
    },
  },
  { name: 'digits', entry: { auth: { password: 12345678, project_name: 2026 } } },
  {
    name: 'dashes',
    entry: { auth: { auth_url: ABSENT, 'auth-url': 'https://id.example/v3/' } },
  },
  { name: 'no version in auth_url', entry: { auth: { auth_url: 'https://id.example' } } },
  {
    name: 'region in auth_url',
    entry: { auth: { auth_url: 'https://{region_name}.id.example/v3' } },
  },
  { name: 'no region', entry: { region_name: ABSENT } },
  { name: 'empty region_name', entry: { region_name: '' } },
  { name: 'regions', entry: { region_name: ABSENT, regions: ['R2', 'R1'] } },
  { name: 'region_name with a comma', entry: { region_name: 'R2,R1' } },
  { name: 'region_name as a list', entry: { region_name: ['R2', 'R1'] } },
  {
    name: 'regions with values',
    entry: {
      region_name: ABSENT,
      regions: [{ name: 'R2', values: { interface: 'internal' } }, 'R1'],
    },
  },
  { name: 'region of one service', entry: { compute_region_name: 'R2' } },
  { name: 'interface', entry: { interface: 'internal' } },
  { name: 'interface as in version 2', entry: { interface: 'internalURL' } },
  { name: 'empty interface', entry: { interface: '' } },
  { name: 'endpoint_type', entry: { endpoint_type: 'internal' } },
  { name: 'interface as a list', entry: { interface: ['admin', 'internal'] } },
  { name: 'interface as a list of the missing', entry: { interface: ['internal', 'admin'] } },
  { name: 'interface of one service', entry: { compute_interface: ['admin', 'internal'] } },
  {
    name: 'endpoint_override',
    entry: { compute_endpoint_override: 'https://own.example/v2.1' },
  },
  {
    name: 'endpoint_override by an old name',
    entry: { volumev3_endpoint_override: 'https://own.example/v3' },
  },
  { name: 'api_timeout', entry: { api_timeout: 30 } },
  { name: 'insecure', entry: { insecure: true } },
  { name: 'insecure, but no', entry: { insecure: 'False' } },
  { name: 'verify', entry: { verify: false } },
  { name: 'empty cacert', entry: { cacert: '' } },
  { name: 'v3password', entry: { auth_type: 'v3password' } },
  { name: 'auth_plugin', entry: { auth_plugin: 'v3password' } },
  {
    name: 'v3applicationcredential',
    entry: {
      auth_type: 'v3applicationcredential',
      auth: {
        ...NO_AUTH,
        application_credential_id: 'c1',
        application_credential_secret: 'made-up-secret',
      },
    },
  },
  {
    name: 'v3applicationcredential by name',
    entry: {
      auth_type: 'v3applicationcredential',
      auth: {
        password: ABSENT,
        project_name: ABSENT,
        project_domain_name: ABSENT,
        application_credential_name: 'robot',
        application_credential_secret: 'made-up-secret',
      },
    },
  },
  {
    name: 'v3token',
    entry: {
      auth_type: 'v3token',
      auth: {
        username: ABSENT,
        password: ABSENT,
        user_domain_name: ABSENT,
        token: 'made-up-token',
      },
    },
  },
]

/** An entry with the features, the later ones over the earlier. */
function entryWith(features: readonly EntryFeature[]): Settings {
  return features.reduce((entry, feature) => changed(entry, feature.entry), PLAIN_ENTRY)
}

function changed(settings: Settings, changes: Settings): Settings {
  const merged: Record<string, unknown> = { ...settings }
  for (const [key, value] of Object.entries(changes)) {
    const before = merged[key]
    if (value === ABSENT) delete merged[key]
    else merged[key] = isSettings(before) && isSettings(value) ? changed(before, value) : value
  }
  return merged
}

/** Each feature alone, and with each of the three after it in the list, which touch similar settings. */
export function entriesToRead(): ReadonlyMap<string, Settings> {
  const lists = ENTRY_FEATURES.flatMap((one, at) => [
    [one],
    ...[1, 2, 3].map((step) => {
      const other = ENTRY_FEATURES[(at + step) % ENTRY_FEATURES.length]
      return other === undefined ? [one] : [one, other]
    }),
  ])
  return new Map(
    [[], ...lists].map((features) => [
      features.map(({ name }) => name).join(' + ') || 'nothing unusual',
      entryWith(features),
    ]),
  )
}
