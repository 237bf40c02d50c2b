/** How far two readings of the same clock may differ, in ms. */
const TOLERANCE_MS = 5_000
/** With how many answers on each side a date is compared, in the order of lines. */
const AROUND = 10
/** How many of these must agree with it: a single one could have been changed in the same way. */
const WITNESSES = 2
/** For slower answers it is unknown when within this time they were dated. */
const PROMPT_MS = 2_000

/** The date of an answer, compared with the clock of this machine. */
export interface Reading {
  readonly place: string
  readonly date: string
  /** From the sending of the request to the time in the answer, in ms. */
  readonly offsetMs: number
  readonly durationMs: number
}

/**
 * The first date of a service, in the order of lines, that cannot come from its clock. A clock may
 * be wrong by any time, and the clock of the service or of this machine may be corrected during the
 * run: then the answers that follow have the same difference. So each date is compared with the
 * dates around it, and not with the time of day. A date that agrees with neither the dates before
 * nor those after it is refused.
 */
export function strayReading(readings: readonly Reading[]): Reading | undefined {
  // A service that writes its dates in another format is not checked.
  const readable = readings.filter(isHttpDate)
  if (readable.length * 2 < readings.length) return undefined
  const prompt = readable.filter(({ durationMs }) => durationMs <= PROMPT_MS)
  let passed = 0
  return readings.find((reading) => {
    if (!isHttpDate(reading)) return true
    const before = prompt.slice(Math.max(0, passed - AROUND), passed)
    if (prompt[passed] === reading) passed += 1
    const after = prompt.slice(passed, passed + AROUND)
    // At both ends, a clock may have been corrected without enough answers to show it.
    if (before.length < WITNESSES || after.length < WITNESSES) return false
    return [...before, ...after].filter((other) => agree(reading, other)).length < WITNESSES
  })
}

function agree({ offsetMs, durationMs }: Reading, prompt: Reading): boolean {
  const ahead = offsetMs - prompt.offsetMs
  return ahead >= -TOLERANCE_MS && ahead <= durationMs + TOLERANCE_MS
}

function isHttpDate({ date }: Reading): boolean {
  const time = new Date(date)
  return !Number.isNaN(time.valueOf()) && time.toUTCString() === date
}
