/** The origin at the beginning of a URL; undefined for what is none. */
export function originOf(url: string): string | undefined {
  return /^https?:\/\/[^/?#\s"]+/i.exec(url)?.[0]
}

const ORIGINS = /https?:\/\/[^/?#\s"'<>\\]+/gi

/** The local origin for each origin of the cloud. */
export class Origins {
  readonly #localBy = new Map<string, string>()

  add(upstream: string, local: string): void {
    this.#localBy.set(upstream, local)
  }

  /** The text with the proxy's URLs in place of the cloud's own. */
  localised(text: string): string {
    return text.replaceAll(ORIGINS, (origin) => this.#localBy.get(origin) ?? origin)
  }
}
