import { AttestationError } from './attestation-error.ts'

/** How long a certificate is valid by default. */
export const USUAL_VALIDITY = '365d'

/** Three years: a cloud does not stay the same for longer. */
const MOST_DAYS = 1096
const DAY_MS = 86_400_000

/** The days of `--valid-for`. Throws {@link AttestationError}. */
export function parseValidity(text: string): number {
  const days = Number(/^(\d{1,4})d$/.exec(text)?.[1])
  if (days >= 1 && days <= MOST_DAYS) return days
  throw new AttestationError(
    `--valid-for ${JSON.stringify(text.slice(0, 80))}`,
    `expected days from 1d to ${MOST_DAYS}d, such as 180d; correct it`,
  )
}

/**
 * The end of a certificate. It counts from the last request and not from the signature, because
 * certifying later does not make the evidence newer.
 */
export function endOfValidity(lastRequestAt: string, days: number): string {
  return new Date(Date.parse(lastRequestAt) + days * DAY_MS).toISOString()
}

/**
 * What is wrong with the time of the last request, at a time in ms since 1970; undefined if nothing
 * is.
 */
export function futureFault(lastRequestAt: string | null, now: number): string | undefined {
  // Allows for clocks that differ by up to a day, and for local time that is taken for UTC.
  if (lastRequestAt === null || Date.parse(lastRequestAt) <= now + DAY_MS) return undefined
  return `the last request of the run is of ${lastRequestAt}, which is in the future: the clock of the run or of this machine is wrong`
}

/** What is wrong with the end that a certificate claims; undefined if nothing is. */
export function validityFault(
  validUntil: string | undefined,
  lastRequestAt: string | null,
): string | undefined {
  if (validUntil === undefined) return 'the certificate does not say until when it is valid'
  if (lastRequestAt === null) return 'no request was sent to the cloud'
  const ms = Date.parse(validUntil) - Date.parse(lastRequestAt)
  return ms > 0 && ms <= MOST_DAYS * DAY_MS
    ? undefined
    : `the certificate claims to be valid until ${validUntil}, which is not within ${MOST_DAYS} days after the last request of the run (${lastRequestAt})`
}
