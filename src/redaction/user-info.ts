import { findThroughCodes, joined, type Piece, replacePieces } from './decoded.ts'

// These patterns take linear time: no attempt to match begins within text that another has scanned.
const USER_INFO = [
  // `ada:hush@` in `https://ada:hush@cloud.example/`, in a URL or in a text with URLs
  /(?<=:\/\/)[^\s/?#"'<>]*@/g,
  // the same without a scheme
  /(?<=\/\/)[^\s/?#"'<>:@]+:[^\s/?#"'<>]*@/g,
  // with characters in the password that would end it in a URL; not a port before a path with an @
  /(?<=:\/\/)[^\s/?#"'<>:@[]+:(?!\d{1,5}\b)[^\s"'<>]{0,200}?@/g,
]

/** The text with user and password removed from each URL in it, also when the URL is encoded. */
export function withoutUserInfo(text: string): string {
  // The `@` after them, plain or encoded as %40, &#64;, &#x40; or \u0040.
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
