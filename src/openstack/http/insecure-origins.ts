import { BlockList, isIPv6 } from 'node:net'
import type { SeenOrigin } from './origin-log.ts'

export const TRANSPORT_PROBLEMS = ['unchecked-certificate', 'plain-http'] as const

/** An origin whose connections others may have read and changed. */
export interface InsecureOrigin {
  readonly origin: string
  readonly problem: (typeof TRANSPORT_PROBLEMS)[number]
}

/** The origins with an unchecked certificate, and those of plain HTTP that are not on this machine. */
export function insecureOrigins(origins: readonly SeenOrigin[]): readonly InsecureOrigin[] {
  const found = new Map<string, InsecureOrigin>()
  for (const { origin, certificate } of origins) {
    if (certificate?.check === 'none') {
      found.set(origin, { origin, problem: 'unchecked-certificate' })
    } else if (certificate === undefined && !isLoopback(origin)) {
      found.set(origin, { origin, problem: 'plain-http' })
    }
  }
  return [...found.values()]
}

/** One sentence about the insecure origins; undefined when there are none. */
export function insecurityOf(origins: readonly SeenOrigin[]): string | undefined {
  const insecure = insecureOrigins(origins)
  const named = (problem: InsecureOrigin['problem']) =>
    insecure.filter((one) => one.problem === problem).map(({ origin }) => origin)
  const unchecked = named('unchecked-certificate')
  const plain = named('plain-http')
  const parts = [
    ...(unchecked.length > 0 ? [`TLS certificate not checked: ${unchecked.join(', ')}`] : []),
    ...(plain.length > 0 ? [`plain HTTP: ${plain.join(', ')}`] : []),
  ]
  return parts.length === 0 ? undefined : `insecure transport (${parts.join('; ')})`
}

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

/** Whether the name of an origin always means this machine, independently of a resolver. */
export function isLoopback(origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '')
  if (host === 'localhost' || host.endsWith('.localhost')) return true
  return LOOPBACK.check(host, isIPv6(host) ? 'ipv6' : 'ipv4')
}
