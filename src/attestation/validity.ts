import { AttestationError } from './attestation-error.ts'

/** How long a certificate holds where nothing else is said. */
export const USUAL_VALIDITY = '365d'

/** Three years: a cloud does not stay the same for longer. */
const MOST_DAYS = 1096
const DAY_MS = 86_400_000

/** The days that `--valid-for` names. Throws {@link AttestationError}. */
export function parseValidity(text: string): number {
  const days = Number(/^(\d{1,4})d$/.exec(text)?.[1])
  if (days >= 1 && days <= MOST_DAYS) return days
  throw new AttestationError(
    `--valid-for ${JSON.stringify(text.slice(0, 80))}`,
    `expected days from 1d to ${MOST_DAYS}d, such as 180d; correct it`,
  )
}

/**
 * When a certificate ends. It counts from the last request, not from the signature: what was seen
 * does not get younger when it is certified later.
 */
export function endOfValidity(lastRequestAt: string, days: number): string {
  return new Date(Date.parse(lastRequestAt) + days * DAY_MS).toISOString()
}

/** What is wrong with the last request, at a time in ms since 1970; undefined: nothing. */
export function futureFault(lastRequestAt: string | null, now: number): string | undefined {
  // Clocks differ by less than a day, and so do what people take for UTC.
  if (lastRequestAt === null || Date.parse(lastRequestAt) <= now + DAY_MS) return undefined
  return `the last request of the run is of ${lastRequestAt}, which is yet to come: the clock that it was made by was wrong, or this one is`
}

/** What is wrong with the end that a certificate claims; undefined: nothing. */
export function validityFault(
  validUntil: string | undefined,
  lastRequestAt: string | null,
): string | undefined {
  if (validUntil === undefined) return 'the certificate does not say until when it holds'
  if (lastRequestAt === null) return 'nothing was asked of the cloud'
  const ms = Date.parse(validUntil) - Date.parse(lastRequestAt)
  return ms > 0 && ms <= MOST_DAYS * DAY_MS
    ? undefined
    : `the certificate claims to hold until ${validUntil}, which is not within ${MOST_DAYS} days after the last request of the run (${lastRequestAt})`
}
