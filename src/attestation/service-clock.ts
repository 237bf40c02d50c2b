/** How far two readings of one clock may lie apart, in ms. */
const TOLERANCE_MS = 5_000
/** Answers on each side, in the order of lines, that are asked whether a date is theirs, too. */
const AROUND = 10
/** How many of them have to say so: one could have been changed in the same way. */
const WITNESSES = 2
/** Of an answer that took longer nobody knows when it was dated. */
const PROMPT_MS = 2_000

/** The date of an answer, against the clock of this machine. */
export interface Reading {
  readonly place: string
  readonly date: string
  /** From when the request left to the time that the answer says, in ms. */
  readonly offsetMs: number
  readonly durationMs: number
}

/**
 * The first of a service's dates, in the order of their lines, that is not told by its clock. A clock
 * may be wrong by any time, and ours or theirs may be put right in mid-run: then the answers that
 * follow say so as well. So a date is held to those around it and to no time of day; what neither those
 * before it nor those after it tell is no clock's.
 */
export function strayReading(readings: readonly Reading[]): Reading | undefined {
  // A service that writes its dates in another way is not held to this one.
  const readable = readings.filter(isHttpDate)
  if (readable.length * 2 < readings.length) return undefined
  const prompt = readable.filter(({ durationMs }) => durationMs <= PROMPT_MS)
  let passed = 0
  return readings.find((reading) => {
    if (!isHttpDate(reading)) return true
    const before = prompt.slice(Math.max(0, passed - AROUND), passed)
    if (prompt[passed] === reading) passed += 1
    const after = prompt.slice(passed, passed + AROUND)
    // At both ends a clock may have been put right with nobody left to say so.
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
