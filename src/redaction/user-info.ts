import { findThroughCodes, joined, type Piece, replacePieces } from './decoded.ts'

// None of these begins to look within what another look has gone through: a text of 8 MiB takes no longer.
const USER_INFO = [
  // `ada:hush@` in `https://ada:hush@cloud.example/`, in a URL or in a text with URLs
  /(?<=:\/\/)[^\s/?#"'<>]*@/g,
  // the same without a scheme
  /(?<=\/\/)[^\s/?#"'<>:@]+:[^\s/?#"'<>]*@/g,
  // where the password has marks that end it in a URL; a port may stand before a path with an @
  /(?<=:\/\/)[^\s/?#"'<>:@[]+:(?!\d{1,5}\b)[^\s"'<>]{0,200}?@/g,
]

/** The text with user and password left out of each URL in it, also where the URL is coded. */
export function withoutUserInfo(text: string): string {
  // The mark that ends them, as it is or coded: as %40, &#64;, &#x40; or \u0040.
  if (!/@|%(?:25)*40|&|\\u0040|\\x40/i.test(text)) return text
  return replacePieces(text, findThroughCodes(text, userInfoIn), '')
}

function userInfoIn(text: string): readonly Piece[] {
  const pieces = USER_INFO.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
      from: index,
      to: index + found.length,
    })),
  )
  return joined(pieces)
}
