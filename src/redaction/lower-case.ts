/** A text in lower case, with each character at the same index as before. */
export function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  // Some letters become two characters in lower case.
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (one) => one.toLowerCase())
}
