/** In lower case, with each character where it was. */
export function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  // Some letters have two characters in lower case.
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (one) => one.toLowerCase())
}
