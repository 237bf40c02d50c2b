const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
const ID = new RegExp(`${UUID.source}|\\b[0-9a-f]{32}\\b`, 'gi')
const TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g
/** The reference cloud has each service below a path of its own. */
const ORIGIN = /https?:\/\/[^/\s"]+(\/(compute|volume|image))?(?=\/|$)/g
/** Which device is free depends on what other cases have attached to the same server. */
const DEVICE = /(\/dev\/[a-z]d)[a-z]+/g
const RUN_NAME = /attest-\d{8}-\d{6}-[0-9a-f]+(-[a-z]+-\d+)?/g
/** Some cases send the middle of an id as a pattern, or an id without its end as a mistake. */
const PART_OF_ID = /\b(?:[0-9a-f]{8}-)?(?:[0-9a-f]{4}-){3,4}[0-9a-f]{8,11}\b/g

/** The kind of an id according to the path: `/servers/<id>` names a server. */
const ROLE = new RegExp(`/([a-z_-]+?)s?/(${UUID.source}|[0-9a-f]{32})(?=[/?]|$)`, 'gi')

/**
 * Names for the ids of one case, the same in two runs of it: `server-1` for the first server that
 * a request names. An id that occurs only in answers is called `id`.
 */
export class Symbols {
  readonly #names = new Map<string, string>()
  /** Devices that the case has asked for. */
  readonly #devices = new Set<string>()
  readonly #counts = new Map<string, number>()

  /**
   * Learns the ids of a request: their kinds are known from the path, or from the names of fields
   * in the body.
   */
  learn(url: string, body: unknown): void {
    for (const [, role = 'id', id = ''] of url.matchAll(ROLE)) this.#name(id, role)
    this.#learnFrom(body, 'id')
    for (const [id] of url.matchAll(ID)) this.#name(id, 'id')
  }

  #learnFrom(value: unknown, role: string): void {
    if (typeof value === 'string') {
      for (const [device] of value.matchAll(DEVICE)) this.#devices.add(device)
      for (const [id] of value.matchAll(ID)) this.#name(id, role)
    } else if (Array.isArray(value)) {
      for (const item of value) this.#learnFrom(item, role)
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        this.#learnFrom(item, key.replace(/_?(uu)?id$/i, '') || role)
      }
    }
  }

  #name(id: string, role: string): void {
    if (this.#names.has(id)) return
    const count = (this.#counts.get(role) ?? 0) + 1
    this.#counts.set(role, count)
    this.#names.set(id, `${role}-${count}`)
  }

  /** Whether a text has an id that a request of the case has named. */
  knows(text: string): boolean {
    return [...text.matchAll(ID)].some(([id]) => this.#names.has(id))
  }

  /** A text without what differs from run to run: ids, times, addresses, names of resources. */
  inText(text: string): string {
    return text
      .replace(ORIGIN, '<address>')
      .replace(RUN_NAME, '<run>')
      .replace(TIME, '<time>')
      .replace(DEVICE, (device, bus) => (this.#devices.has(device) ? device : `${bus}*`))
      .replace(PART_OF_ID, '<part of an id>')
      .replace(ID, (id) => `<${this.#names.get(id) ?? 'id'}>`)
  }

  /** The same for each text in a JSON value. */
  inValue(value: unknown): unknown {
    if (typeof value === 'string') return this.inText(value)
    if (Array.isArray(value)) return value.map((item) => this.inValue(item))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.inText(key), this.inValue(item)]),
    )
  }
}
