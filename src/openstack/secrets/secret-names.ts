/** Fields that hold a secret wherever they stand; matched at the end of a name. */
const SECRET_NAME =
  /(^|_)(pass|passwd|password|passphrase|passcode|admin_?pass|secrets?|token|blob|keyring|user_?data|personality|(auth|api|access|private|secret|session|encryption|master)_?keys?)$/

const SECRET_HEADER = /token|authorization|cookie|secret|passw|auth-key|api-key|receipt|credential/

/** Objects in which everything may be a secret, for drivers put what they like into them. */
const DRIVER_OBJECTS = new Set(['connector', 'connection_info'])

/**
 * What is no secret within them: who connects, to what, and how. A name that matches
 * {@link isSecretName} is redacted all the same.
 */
const HARMLESS = new Set([
  ...['host', 'ip', 'initiator', 'nqn', 'wwpns', 'wwnns', 'uuid', 'system_uuid', 'platform'],
  ...['os_type', 'multipath', 'mountpoint', 'mode', 'do_local_attach', 'device', 'device_path'],
  ...['driver_volume_type', 'target_portal', 'target_portals', 'target_iqn', 'target_iqns'],
  ...['target_nqn', 'target_wwn', 'target_lun', 'target_luns', 'target_discovered'],
  ...['access_mode', 'auth_method', 'discovery_auth_method', 'auth_enabled', 'secret_type'],
  ...['volume_id', 'attachment_id', 'id', 'name', 'hosts', 'ports', 'cluster_name', 'status'],
  ...['format', 'encrypted', 'cacheable', 'discard', 'attached_at', 'detached_at', 'instance'],
])

interface NameFacts {
  readonly isSecret: boolean
  readonly isDriverObject: boolean
  readonly isOpen: boolean
}

/** Names come again with every exchange; what a cloud may invent is not remembered without end. */
const known = new Map<string, NameFacts>()
const knownHeaders = new Map<string, boolean>()
const MOST_KNOWN = 4_096

function factsOf(name: string): NameFacts {
  const before = known.get(name)
  if (before !== undefined) return before
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '_')
  const isSecret = SECRET_NAME.test(plain)
  const facts = {
    isSecret,
    isDriverObject: DRIVER_OBJECTS.has(plain),
    isOpen: HARMLESS.has(plain) && !isSecret,
  }
  if (known.size < MOST_KNOWN && name.length < 100) known.set(name, facts)
  return facts
}

/** Whether a field of this name is redacted: `auth_password`, `adminPass`, `user_data`. */
export function isSecretName(name: string): boolean {
  return factsOf(name).isSecret
}

/** For names of headers in lower case: `x-auth-token`, `set-cookie`. */
export function isSecretHeader(name: string): boolean {
  const before = knownHeaders.get(name)
  if (before !== undefined) return before
  const isSecret = SECRET_HEADER.test(name)
  if (knownHeaders.size < MOST_KNOWN && name.length < 100) knownHeaders.set(name, isSecret)
  return isSecret
}

export function isDriverObject(name: string): boolean {
  return factsOf(name).isDriverObject
}

export function isOpenInDriverObject(name: string): boolean {
  return factsOf(name).isOpen
}

/** What a name that is secret has in it, or is a driver object's. */
const SECRET_HINT = /pass|secret|token|blob|keyring|data|personality|key|connect/i

/**
 * A name, what may close it, and what assigns a value to it; also as URLs and HTML write them. It begins
 * only where a name begins, and what closes a name is short: a search from each of its characters, or
 * through all blanks from each of them, takes minutes for a long text.
 */
const ASSIGNMENT =
  /(?<![\w.:-])([\w.:-]*\w)(?:["'\\\s]|&quot;|&#39;|&#34;|%2[02]|%27){0,40}(?:[:=>]|&gt;|%3[ade])/gi

/** Whether a text assigns to a secret field, as in `'auth_password': 'x'`, `token=x`, `<blob>x`. */
export function mentionsSecret(text: string): boolean {
  // Times and addresses have a colon too.
  if (!SECRET_HINT.test(text)) return false
  for (const [, name = ''] of text.matchAll(ASSIGNMENT)) {
    if (isSecretName(name) || isDriverObject(name)) return true
  }
  return false
}

/** What a text assigns to secret fields, as far as one can tell: up to the next blank or mark. */
export function secretsAssignedIn(text: string): string[] {
  if (!SECRET_HINT.test(text)) return []
  const values: string[] = []
  for (const { 0: assignment, 1: name = '', index } of text.matchAll(ASSIGNMENT)) {
    if (!isSecretName(name)) continue
    const [, value] =
      VALUE.exec(
        text.slice(index + assignment.length, index + assignment.length + LONGEST_VALUE),
      ) ?? []
    if (value !== undefined) values.push(value)
  }
  return values
}

const LONGEST_VALUE = 4_096
const VALUE = /^(?:["'\\\s]|&quot;|&#3[49];|%2[027]){0,40}((?:(?!&quot;|&#3[49];)[^\s"'<>,;\\])+)/
