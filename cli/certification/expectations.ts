import type { Certificate } from '../../reports/certificate/certificate.ts'
import { identityUrl } from '../../src/openstack/identity/identity.ts'
import { UsageError } from '../errors/usage-error.ts'

/** What the verifier of a certificate knows about the cloud from elsewhere. */
export interface Expectations {
  /** The auth URL, normalised. */
  readonly target?: string
  /** `sha256:<hex>` of public keys of TLS; empty: any key is accepted. */
  readonly keys: readonly string[]
}

/** Reads `--expect-target` and `--expect-key`. Throws {@link UsageError}. */
export function parseExpectations(flags: {
  readonly expectTarget?: string
  readonly expectKey?: readonly string[]
}): Expectations {
  const { expectTarget: target, expectKey: keys = [] } = flags
  const normal = target === undefined ? undefined : normalised(target)
  if (target !== undefined && normal === undefined) {
    throw new UsageError(
      `--expect-target ${shown(target)}: expected the URL of Identity, such as https://cloud.example:5000/v3; correct it`,
    )
  }
  const odd = keys.find((key) => !/^sha256:[0-9a-f]{64}$/i.test(key))
  if (odd !== undefined) {
    throw new UsageError(
      `--expect-key ${shown(odd)}: expected the digest of a public key of TLS, sha256: and 64 hexadecimal digits; correct it`,
    )
  }
  return {
    ...(normal !== undefined && { target: normal }),
    keys: keys.map((key) => key.toLowerCase()),
  }
}

/** The first expectation that a certificate does not meet, in words. */
export function unmetExpectation(
  { target, keys }: Expectations,
  { target: { authUrl }, transport }: Certificate,
): string | undefined {
  if (target !== undefined && normalised(authUrl) !== target) {
    return `it is about ${authUrl}, and not about ${target}, which was expected`
  }
  if (keys.length === 0) return undefined
  for (const { origin, certificate } of transport.origins) {
    if (certificate !== null && keys.includes(certificate.publicKey)) continue
    const had = certificate === null ? 'no key at all' : `the key ${certificate.publicKey}`
    return `${origin} has shown ${had}, which was not expected`
  }
  return undefined
}

/** Normalises an auth URL: the case of its host, the default port, and `/v3`. */
function normalised(url: string): string | undefined {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined
  const { origin, pathname } = new URL(url)
  return identityUrl({ authUrl: `${origin}${pathname}`.replace(/(?<!\/)\/+$/, '') })
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 120))
}
