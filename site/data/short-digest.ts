/** The beginning of a digest that names pages: 64 bits, so that no two of a site are the same. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 16)
}
