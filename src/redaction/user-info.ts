/** `ada:hush@` in `https://ada:hush@cloud.example/`, in a URL or in a text with URLs. */
const USER_INFO = /([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>]*@/gi

/** The text with user and password left out of each URL in it. */
export function withoutUserInfo(text: string): string {
  return text.includes('@') ? text.replace(USER_INFO, '$1') : text
}
