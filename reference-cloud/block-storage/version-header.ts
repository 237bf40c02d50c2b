import { badRequest, Fault, internal } from '../faults.ts'
import {
  compareVersions,
  readVersion,
  type Version,
  version,
  writeVersion,
} from '../microversion.ts'

export type Negotiated =
  | { readonly version: Version }
  /** Refused; the answer echoes the number if there is one. */
  | { readonly fault: Fault; readonly echo?: string }

const MIN = version('3.0')

/** Block Storage looks for the first part of the header that contains the text "volume". */
export function negotiate(header: string | undefined, max: Version): Negotiated {
  if (header === undefined) return { version: MIN }
  const part = header.split(',').find((one) => one.includes('volume'))
  if (part === undefined) {
    return {
      fault: badRequest(
        'The server could not comply with the request since it is either malformed or otherwise incorrect.',
      ),
    }
  }
  const words = part.trim().split(/\s+/)
  const [, text] = words
  if (words.length !== 2 || text === undefined) return { fault: internal() }
  if (text === 'latest') return { version: max }
  const wanted = readVersion(text)
  if (!wanted) {
    return {
      fault: badRequest(
        `API Version String ${text} is of invalid format. Must be of format MajorNum.MinorNum.`,
      ),
    }
  }
  if (compareVersions(wanted, MIN) >= 0 && compareVersions(wanted, max) <= 0) {
    return { version: wanted }
  }
  const fault = new Fault(
    406,
    `Version ${text} is not supported by the API. Minimum is ${writeVersion(MIN)} and maximum is ${writeVersion(max)}.`,
  )
  return /[12]\.0/.test(text) ? { fault } : { fault, echo: text }
}
