import type { PeerCertificate } from './peer-certificate.ts'

/** An origin of the cloud, and how it was reached. */
export interface SeenOrigin {
  /** Such as `https://cloud.example:8774`. */
  readonly origin: string
  /** Absent for plain HTTP. */
  readonly certificate?: PeerCertificate
}

/**
 * The most certificates of one origin that are kept: a server may show another one on each connection.
 * A run with as many cannot be certified, as there may have been more.
 */
export const MOST_CERTIFICATES = 100

/** The origins of a process's connections. Each is noted once, and again with each new certificate. */
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

  /** The origins that were noted since the last call. */
  takeNew(): readonly SeenOrigin[] {
    if (this.#written === this.#known.size) return []
    const fresh = this.all.slice(this.#written)
    this.#written = this.#known.size
    return fresh
  }
}

/** A key that is the same for the same origin and certificate, checked in the same way. */
export function keyOf({ origin, certificate }: SeenOrigin): string {
  if (certificate === undefined) return origin
  const { subject, issuer, publicKey, notAfter, check } = certificate
  return [origin, publicKey, notAfter, check, subject, issuer].join('\n')
}
