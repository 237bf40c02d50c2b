/** As long as a tag may be. */
export const LONGEST = 'x'.repeat(255)

/** ASCII that cannot stand in a URL as it is, but for the slash, which would divide the path. */
export const ENCODED = `two words: 100% "a+b"?c=d&e#f;g<h>[i]`
