import { isGiven, isSettings, type Settings } from './settings.ts'

/**
 * The spellings of settings of `auth`; a later one has priority over an earlier one. For these
 * settings, a value beside `auth` has priority over a value in it.
 */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  domain_id: ['domain_id'],
  domain_name: ['domain_name'],
  user_domain_id: ['user_domain_id'],
  user_domain_name: ['user_domain_name'],
  project_domain_id: ['project_domain_id'],
  project_domain_name: ['project_domain_name'],
  token: ['auth_token', 'token'],
  project_id: ['tenant_id', 'project_id'],
  project_name: ['tenant_name', 'project_name'],
}

/** The spellings of settings for which a value in `auth` has priority over a value beside it. */
const MOVED: Readonly<Record<string, readonly string[]>> = {
  auth_url: ['auth_url'],
  username: ['username', 'user_name'],
  user_id: ['user_id'],
  password: ['password'],
  application_credential_id: ['application_credential_id'],
  application_credential_name: ['application_credential_name'],
  application_credential_secret: ['application_credential_secret'],
  default_domain_id: ['default_domain_id'],
  default_domain_name: ['default_domain_name'],
  default_domain: ['default_domain'],
  trust_id: ['trust_id'],
  system_scope: ['system_scope'],
}

/** Renames older spellings and moves misplaced settings, so that the parser needs to know one form only. */
export function inOneSpelling(settings: Settings): Settings {
  const given = isSettings(settings.auth) ? settings.auth : {}
  const auth: Record<string, unknown> = { ...given }
  for (const [name, spellings] of Object.entries(SPELLINGS)) {
    const found = spellings.flatMap((key) => [given[key], settings[key]]).findLast(isGiven)
    for (const key of spellings) delete auth[key]
    if (found !== undefined) auth[name] = found
  }
  for (const [name, spellings] of Object.entries(MOVED)) {
    const found = [given, settings]
      .flatMap((source) => spellings.map((key) => source[key]))
      .find(isGiven)
    if (found !== undefined) auth[name] = found
  }
  // The older name has priority over the newer one, as in openstacksdk.
  const older = Object.entries(settings)
    .filter(([key]) => key.endsWith('endpoint_type'))
    .map(([key, value]) => [key.replace(/endpoint_type$/, 'interface'), value])
  const rest: Settings = { ...settings, ...Object.fromEntries(older) }
  const fixed = {
    ...rest,
    auth_type: settings.auth_type ?? settings.auth_plugin,
    auth: withDomains(auth),
  }
  return withReferences(fixed)
}

/** Uses `domain_*` in `auth` for the domains of user and project that are not given. */
function withDomains(auth: Settings): Settings {
  if (!isGiven(auth.project_id) && !isGiven(auth.project_name)) return auth
  const { domain_id, domain_name, ...rest } = auth
  return {
    ...(isGiven(domain_id) && { user_domain_id: domain_id, project_domain_id: domain_id }),
    ...(isGiven(domain_name) && {
      user_domain_name: domain_name,
      project_domain_name: domain_name,
    }),
    ...rest,
  }
}

/** Replaces references to other settings of the entry, as in `https://{region_name}.example.test`. */
function withReferences(settings: Settings & { readonly auth: Settings }): Settings {
  const expand = (value: unknown): unknown =>
    typeof value === 'string'
      ? value.replace(/\{([a-z_]+)\}/g, (whole, key: string) => {
          const other = settings[key]
          return typeof other === 'string' && other !== '' ? other : whole
        })
      : value
  const expanded = Object.entries(settings).map(([key, value]) => [
    key,
    key === 'password' ? value : expand(value),
  ])
  return {
    ...Object.fromEntries(expanded),
    auth: { ...settings.auth, auth_url: expand(settings.auth.auth_url) },
  }
}
