import type { Complain } from './read-credential.ts'

/** The URL without a slash at its end. Throws the error that `complain` makes for an unusable URL. */
export function checkedUrl(
  text: string,
  setting: string,
  expected: string,
  complain: Complain,
): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const fault =
    url === undefined || !/^https?:$/.test(url.protocol)
      ? 'is no http or https URL'
      : url.username !== '' || url.password !== ''
        ? 'holds a user name or password'
        : url.search !== '' || url.hash !== ''
          ? 'has a query or fragment'
          : undefined
  if (fault === undefined) return text.replace(/(?<!\/)\/+$/, '')
  // A text with an @ may contain a password, and is not shown.
  const shown = text.includes('@') ? '' : ` ("${text}")`
  throw complain(setting, { problem: `${fault}${shown}`, expected, advice: 'correct it' })
}
