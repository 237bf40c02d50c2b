import type { IncomingHttpHeaders } from 'node:http'
import { badRequest, Fault } from '../faults.ts'
import {
  compareVersions,
  readVersion,
  type Version,
  version,
  writeVersion,
} from '../microversion.ts'

export type Negotiated =
  | { readonly version: Version }
  /** Refused; the answer echoes the number if it was one. */
  | { readonly fault: Fault; readonly echo?: string }

const MIN = version('2.1')

function text(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value
}

/** The number for compute; the general header wins over the old one. */
function wantedOf(headers: IncomingHttpHeaders): string | undefined {
  const general = text(headers['openstack-api-version'])
  for (const part of general?.split(',') ?? []) {
    const [service, number] = part.trim().split(/\s+/)
    if (service?.toLowerCase() === 'compute' && number) return number
  }
  return text(headers['x-openstack-nova-api-version'])?.trim() || undefined
}

export function negotiate(headers: IncomingHttpHeaders, max: Version): Negotiated {
  const wanted = wantedOf(headers)
  if (wanted === undefined) return { version: MIN }
  if (wanted === 'latest') return { version: max }
  const read = readVersion(wanted)
  if (!read) {
    const message = `API Version String ${wanted} is of invalid format. Must be of format MajorNum.MinorNum.`
    return { fault: badRequest(message) }
  }
  if (compareVersions(read, MIN) >= 0 && compareVersions(read, max) <= 0) return { version: read }
  const message = `Version ${wanted} is not supported by the API. Minimum is ${writeVersion(MIN)} and maximum is ${writeVersion(max)}.`
  return { fault: new Fault(406, message), echo: wanted }
}
