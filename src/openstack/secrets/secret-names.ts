/** Names of fields with a secret, in any object; matched at the end of a name. */
const SECRET_NAME =
  /(^|_)(pass|passwd|password|passphrase|passcode|admin_?pass|secrets?|token|blob|keyring|user_?data|personality|(auth|api|access|private|secret|session|encryption|master)_?keys?)$/

const SECRET_HEADER = /token|authorization|cookie|secret|passw|auth-key|api-key|receipt|credential/

/** Objects in which every value may be a secret, because drivers decide what is in them. */
const DRIVER_OBJECTS = new Set(['connector', 'connection_info'])

/**
 * Fields of these objects that are known to have no secrets. A field whose name matches
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

/** Facts by name: exchanges have the same names again. It is bounded, as a cloud may invent names. */
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

/** Whether a header is redacted; its name is in lower case: `x-auth-token`, `set-cookie`. */
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

/** A part of every secret name and of the names of drivers' objects, for a fast first check. */
const SECRET_HINT = /pass|secret|token|blob|keyring|data|personality|key|connect/i

/**
 * A name, closing quotes, and an assignment sign, also in the encodings of URLs and HTML. It matches
 * only from the beginning of a name, and the number of closing characters is limited: otherwise a
 * search in a long text would take quadratic time.
 */
const ASSIGNMENT =
  /(?<![\w.:-])([\w.:-]*\w)(?:["'\\\s]|&quot;|&#39;|&#34;|%2[02]|%27){0,40}(?:[:=>]|&gt;|%3[ade])/gi

/** Whether a text assigns to a secret field, as in `'auth_password': 'x'`, `token=x`, `<blob>x`. */
export function mentionsSecret(text: string): boolean {
  // A colon is no evidence: times and addresses have one too.
  if (!SECRET_HINT.test(text)) return false
  for (const [, name = ''] of text.matchAll(ASSIGNMENT)) {
    if (isSecretName(name) || isDriverObject(name)) return true
  }
  return false
}

/** The values that a text assigns to secret fields; each is taken to end at the next blank or mark. */
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
