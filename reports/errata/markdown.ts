/** One word or phrase as code. */
export function code(text: string): string {
  return `\`${text}\``
}

/** Escapes text of a contract for Markdown; text in backticks stays code. */
export function plain(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : escaped(part)))
    .join('')
}

/** The anchor of a heading, as GitHub and GitLab build it. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-')
}

/** An underscore within a word, as in names of fields, is not emphasis. */
function escaped(text: string): string {
  return text.replaceAll(/[\\*<[\]]|(?<!\w)_|_(?!\w)/g, String.raw`\$&`)
}
