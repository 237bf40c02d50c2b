import type { Exchange } from '../../openstack/exchange.ts'

/** How far the clocks of the hosts of one target may be apart, in ms. */
export const CLOCKS_APART_MS = 60_000

/**
 * The time at which an exchange was answered, in ms since 1970: by the clock of the target if it has said so
 * (header `date`), else by ours.
 */
export function answeredAt(exchange: Exchange): number {
  const told = Date.parse(exchange.response?.headers.date ?? '')
  return Number.isNaN(told) ? Date.parse(exchange.at) + exchange.durationMs : told
}

/** The time at which the request was sent, by the same clock as {@link answeredAt}. */
export function sentAt(exchange: Exchange): number {
  return answeredAt(exchange) - exchange.durationMs
}

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/

/** A time of a body in ms since 1970, in UTC where it names no zone; undefined for what is no time. */
export function timeOf(value: unknown): number | undefined {
  const parts = typeof value === 'string' ? TIME.exec(value) : null
  if (parts === null) return undefined
  const ms = Date.parse(parts[2] === undefined ? `${value}Z` : String(value))
  return Number.isNaN(ms) ? undefined : ms
}
