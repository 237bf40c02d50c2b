/** Two integers; never compared as text or as a decimal. */
export interface Version {
  readonly major: number
  readonly minor: number
}

const WELL_FORMED = /^([1-9]\d*)\.([1-9]\d*|0)$/

/** Reads `2.49`; undefined when the text is not two canonical integers. */
export function readVersion(text: string): Version | undefined {
  const match = WELL_FORMED.exec(text)
  if (!match) return undefined
  return { major: Number(match[1]), minor: Number(match[2]) }
}

/** Reads a version that is written in this program, so it must be well formed. */
export function version(text: string): Version {
  const read = readVersion(text)
  if (!read) throw new TypeError(`"${text}" is not a microversion`)
  return read
}

export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor
}

export function atLeast(given: Version, text: string): boolean {
  return compareVersions(given, version(text)) >= 0
}

export function writeVersion(given: Version): string {
  return `${given.major}.${given.minor}`
}
