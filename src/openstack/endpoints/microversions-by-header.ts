import { isMicroversion, type MicroversionRange, microversion } from '../../openapi/microversion.ts'
import type { MicroversionProtocol } from '../../openapi/service-description.ts'
import { ownValue } from '../../own-value.ts'
import type { Exchange } from '../exchange.ts'

/** Sends a GET with a token, at a microversion if one is given, such as `latest`. */
export type VersionedGet = (
  url: string,
  version?: string,
) => Promise<Pick<Exchange, 'response' | 'failure'>>

/**
 * The microversions of a service as its own answers name them: the lowest is used where a request names
 * none, the highest where it asks for `latest`. A text says what was answered instead.
 */
export async function microversionsByHeader(
  protocol: MicroversionProtocol,
  baseUrl: string,
  get: VersionedGet,
): Promise<Required<MicroversionRange> | string> {
  const { seenAt } = protocol
  if (seenAt === undefined) return 'nothing is known that shows them'
  const found: Partial<Record<'min' | 'max', string>> = {}
  for (const [end, asked] of [
    ['min', undefined],
    ['max', 'latest'],
  ] as const) {
    const { response, failure } = await get(`${baseUrl}${seenAt}`, asked)
    const named = response && namedIn(response.headers, protocol)
    if (named === undefined) {
      const answer = response ? `answered ${response.status}` : (failure ?? 'no answer')
      return `${baseUrl}${seenAt}: ${answer}, and names no microversion`
    }
    found[end] = named
  }
  const { min, max } = found
  return min && max ? { min: microversion(min), max: microversion(max) } : 'none'
}

/** The microversion in the headers of an answer: `OpenStack-API-Version: <word> X.Y`, or the older one. */
function namedIn(
  headers: Readonly<Record<string, string>>,
  { name, legacyHeader = '' }: MicroversionProtocol,
): string | undefined {
  const common = (ownValue(headers, 'openstack-api-version') ?? '')
    .split(',')
    .map((one) => one.trim().split(/\s+/))
    .find(([word]) => word?.toLowerCase() === name)?.[1]
  const named = common ?? ownValue(headers, legacyHeader.toLowerCase())
  return named !== undefined && isMicroversion(named) ? named : undefined
}
