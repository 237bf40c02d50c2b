import type { HeldCall } from '../../fixtures/core/hold/holding-context.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { toCurl } from '../../src/openstack/curl.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'
import { redactExchange } from '../../src/openstack/secrets/redact.ts'
import { REDACTED } from '../../src/redaction/known-secrets.ts'

/** How the `openstack` command and curl reach a cloud as one persona. */
export interface ShellAccess {
  /** The entry of the clouds file; absent when the variables of the environment name the cloud. */
  readonly cloud?: string
  /** A clouds file in place of the user's. */
  readonly cloudsFile?: string
  /** Certificates of the cloud are not checked. */
  readonly isUnchecked: boolean
  /** The entry has authorities of its own, of which curl does not know. */
  readonly hasAuthorities: boolean
}

/** A remark in a script. */
export function remark(text: string): string {
  return `# ${escapeControls(text)}`
}

/** Commands that set OS_TOKEN for a call; a call without a token needs none. */
export function tokenLines(
  { persona, token }: Pick<HeldCall, 'persona' | 'token'>,
  access: ShellAccess,
): readonly string[] {
  if (token === 'none') return [remark('It is sent without a token.')]
  if (token === 'unknown') {
    return [remark('It is sent with a token that nobody has issued:'), 'export OS_TOKEN=unknown']
  }
  const openstack = openstackOf(access)
  return [
    remark(`A token of the ${persona}${WHICH[token]}:`),
    `export OS_TOKEN=$(${openstack} token issue -f value -c id)`,
    ...(token === 'revoked' ? [`${openstack} token revoke "$OS_TOKEN"`] : []),
  ]
}

const WHICH = {
  own: '',
  revoked: ', which is revoked',
  expired: ', which has to expire before it is sent',
} as const

/** A call as curl, without secrets. */
export function callLines(
  request: Exchange['request'],
  { isUnchecked }: ShellAccess,
): readonly string[] {
  const redacted = redactExchange({ ...NO_EXCHANGE, request }).request
  const { 'x-auth-token': _, ...headers } = redacted.headers
  const hidesMore = JSON.stringify([headers, redacted.body, redacted.url]).includes(REDACTED)
  return [
    ...(hidesMore ? [remark(`Replace ${REDACTED}: Attest prints no secrets.`)] : []),
    ...toCurl({ request: redacted }, isUnchecked ? ['--insecure'] : [])
      .split('\n')
      .map(escapeControls),
  ]
}

const NO_EXCHANGE = {
  id: '',
  at: '',
  durationMs: 0,
  service: 'identity',
  persona: 'member',
} as const

// A token in the environment would be used in place of the entry's own credentials.
function openstackOf({ cloud, cloudsFile }: ShellAccess): string {
  const file = cloudsFile === undefined ? '' : `OS_CLIENT_CONFIG_FILE=${quoted(cloudsFile)} `
  const entry = cloud === undefined ? '' : ` --os-cloud ${quoted(cloud)}`
  return `OS_TOKEN= ${file}openstack${entry}`
}

function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
