/** A scale of times over a width. */
export interface TimeScale {
  /** The place of a time. */
  readonly at: (ms: number) => number
  /** Round times for the axis, in ms. */
  readonly ticks: readonly number[]
}

const MOST_TICKS = 8

/** From 0 to `endMs`, over `width` from `left` on. */
export function timeScale(endMs: number, left: number, width: number): TimeScale {
  const end = Math.max(1, endMs)
  const step = roundStep(end / MOST_TICKS)
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step)
  return { at: (ms) => left + (ms / end) * width, ticks }
}

/** The next of 1, 2, 5, 10, 20 and so on, or a tenth of one. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? 10 * power
}
