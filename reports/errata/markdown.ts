/** One word or phrase as code. */
export function code(text: string): string {
  return `\`${text}\``
}

/** Text of a contract as Markdown that reads as it is written; what stands in backticks stays code. */
export function plain(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : escaped(part)))
    .join('')
}

/** Where a heading is linked to, as GitHub and GitLab name it. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-')
}

/** An underscore inside of a word, as names of fields have it, is no emphasis. */
function escaped(text: string): string {
  return text.replaceAll(/[\\*<[\]]|(?<!\w)_|_(?!\w)/g, String.raw`\$&`)
}
