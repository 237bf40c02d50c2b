import type { PeerCertificate } from './peer-certificate.ts'

/** An origin of the cloud, and how it was reached. */
export interface SeenOrigin {
  /** As URLs have it: `https://cloud.example:8774`. */
  readonly origin: string
  /** Absent: plain HTTP, which shows none. */
  readonly certificate?: PeerCertificate
}

/**
 * Certificates of one origin that are kept: a server may show a new one on each connection. A run on which
 * there may have been more cannot be certified.
 */
export const MOST_CERTIFICATES = 100

/** Which origins the connections of a process have led to, each once, and again when it has changed. */
export class OriginLog {
  readonly #known = new Map<string, SeenOrigin>()
  readonly #counts = new Map<string, number>()
  #written = 0

  see(seen: SeenOrigin): void {
    const key = keyOf(seen)
    const count = this.#counts.get(seen.origin) ?? 0
    if (this.#known.has(key) || count >= MOST_CERTIFICATES) return
    this.#known.set(key, seen)
    this.#counts.set(seen.origin, count + 1)
  }

  get all(): readonly SeenOrigin[] {
    return [...this.#known.values()]
  }

  /** Those that were not taken yet. */
  takeNew(): readonly SeenOrigin[] {
    if (this.#written === this.#known.size) return []
    const fresh = this.all.slice(this.#written)
    this.#written = this.#known.size
    return fresh
  }
}

/** The same for what is the same origin with the same certificate, checked in the same way. */
export function keyOf({ origin, certificate }: SeenOrigin): string {
  if (certificate === undefined) return origin
  const { subject, issuer, publicKey, notAfter, check } = certificate
  return [origin, publicKey, notAfter, check, subject, issuer].join('\n')
}
