import { insecurityOf } from '../../src/openstack/http/insecure-origins.ts'
import type { SeenOrigin } from '../../src/openstack/http/origin-log.ts'
import { offerText } from '../services.ts'
import { originLine } from '../text/origin-line.ts'
import type { Certificate, GapSource } from './certificate.ts'

/** The name of a fact, and the fact. */
type Fact = readonly [string, string]

/** What was tested and how, for people: on the page and in the output of `attest verify`. */
export function certificateFacts(certificate: Certificate): readonly Fact[] {
  const { target, transport, firstRequestAt, lastRequestAt, resumptions, validUntil } = certificate
  const { authUrl, services, project } = target
  return [
    ['Identity', authUrl],
    ...Object.values(services).map((one): Fact => [one.title, serviceFact(one)]),
    ['Project', project ?? 'not known'],
    ['Release', releaseLine(certificate)],
    ...transport.origins.map((seen): Fact => ['Transport', originLine(seen)]),
    ...insecurityFacts(certificate),
    ['Requests', `from ${firstRequestAt ?? 'none'} to ${lastRequestAt ?? 'none'}`],
    ['Resumed', resumptions === 0 ? 'no' : resumptions === 1 ? 'once' : `${resumptions} times`],
    ['Not applicable', notApplicableLine(certificate)],
    ['Valid until', validUntil],
  ]
}

function serviceFact(service: Certificate['target']['services'][string]): string {
  const { endpoint, region } = service
  return `${endpoint}, ${region === null ? 'no region' : `region ${region}`}, offers ${offerText(service)}`
}

function releaseLine({ releases }: Certificate): string {
  return releases.length === 0
    ? 'unknown: no release that Attest knows has exactly these newest microversions'
    : `${releases.join(' or ')}, by the newest microversions`
}

function insecurityFacts(certificate: Certificate): readonly Fact[] {
  const insecurity = insecurityIn(certificate)
  return insecurity === undefined
    ? []
    : [['Allowed', `${insecurity}, with --allow-insecure-transport`]]
}

/** The connections that others may have read and changed; undefined if there are none. */
export function insecurityIn({ transport }: Certificate): string | undefined {
  return insecurityOf(seenIn(transport))
}

/** The origins of results, in the form in which they were recorded. */
export function seenIn({ origins }: Certificate['transport']): readonly SeenOrigin[] {
  return origins.map(({ origin, certificate }) => ({
    origin,
    ...(certificate && { certificate }),
  }))
}

function notApplicableLine({ gaps }: Certificate): string {
  const count = (by: GapSource) =>
    new Set(gaps.flatMap((gap) => (gap.by === by ? gap.requirements : []))).size
  return `${promises(count('owner'))} by declaration of the owner, ${promises(count('cloud'))} by the cloud's own answers`
}

function promises(count: number): string {
  return count === 1 ? '1 promise' : `${count} promises`
}
