const UUID = /^(?:urn:)?(?:uuid:)?\{?((?:-*[\da-f]){32})-*\}?$/

/**
 * An id in one of the ways in which services accept it, as one text: lower case, without dashes.
 * Undefined for what is no UUID.
 */
export function idForm(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 200) return undefined
  return UUID.exec(text.toLowerCase())?.[1]?.replaceAll('-', '')
}
