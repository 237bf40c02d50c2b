import type { Environment } from './files.ts'
import type { Settings } from './settings.ts'

/** Variables that select an entry or a file. They alone do not make an entry. */
const SELECTORS = new Set([
  'OS_CLOUD',
  'OS_REGION_NAME',
  'OS_CLIENT_CONFIG_FILE',
  'OS_CLIENT_SECURE_FILE',
  'OS_CLIENT_VENDOR_FILE',
  'OS_CLOUD_NAME',
])

/** Variables of test tools that share the prefix. */
const FOREIGN = /^OS_(TEST|STD|LOG)/

/** The entry that is made of the `OS_*` variables; undefined when there are none, or only selectors. */
export function environmentEntry(env: Environment): Settings | undefined {
  const variables = Object.entries(env).filter(
    ([name, value]) => name.startsWith('OS_') && !FOREIGN.test(name) && value !== undefined,
  )
  if (variables.every(([name]) => SELECTORS.has(name))) return undefined
  return Object.fromEntries(
    variables
      .filter(([name]) => name !== 'OS_CLOUD')
      .map(([name, value]) => [name.slice('OS_'.length).toLowerCase(), value]),
  )
}

/** The name of the entry that is made of the variables. */
export function environmentEntryName(env: Environment): string {
  return env.OS_CLOUD_NAME || 'envvars'
}
