import type { ResponseRule } from '../../src/openapi/at-version/operation-view.ts'
import type { Contract, Operation } from '../../src/openapi/contract.ts'
import { contractFor, operations } from '../answers/contracts.ts'
import { spokenIn } from '../answers/spoken-microversions.ts'
import { promisedAnswers } from '../answers/stretches.ts'
import type { Fault } from '../fault.ts'
import type { HeaderMap } from '../proxy/message.ts'
import { changing } from './answers-changed.ts'

/** Each header of each success missing or wrong; the headers of each refusal missing by groups. */
export function headerFaults(): Fault[] {
  return operations.flatMap((operation) =>
    promisedAnswers(operation).flatMap((rule) =>
      rule.status < 400 ? ofSuccess(operation, rule) : ofRefusal(operation, rule),
    ),
  )
}

function headerFault(
  { id }: Operation,
  { status }: ResponseRule,
  slug: string,
  sentence: string,
  change: (headers: HeaderMap) => HeaderMap,
): Fault {
  return {
    id: `${id}/${status}/${slug}`,
    kind: 'header',
    sentence: `${id} ${sentence}`,
    violates: [`${id}:${status}:*`],
    means: {
      tamper: () =>
        changing({ operation: id, status }, (reply) => {
          const headers = change(reply.headers)
          return headers === reply.headers ? reply : { ...reply, headers }
        }),
    },
  }
}

function ofSuccess(operation: Operation, rule: ResponseRule): Fault[] {
  const contract = contractFor(operation.id)
  return rule.headers
    .filter(({ required }) => required)
    .flatMap(({ name }) => [
      headerFault(
        operation,
        rule,
        `${name}/dropped`,
        `answers ${rule.status} without ${name}`,
        (headers) => without(headers, [name]),
      ),
      ...wrongValues(name, contract).map(([slug, value]) =>
        headerFault(
          operation,
          rule,
          `${name}/${slug}`,
          `answers ${rule.status} with ${value} as its ${name}`,
          (headers) => (headers[name] === value ? headers : { ...headers, [name]: value }),
        ),
      ),
    ])
}

/** Wrong values of headers that a client can notice. */
function wrongValues(
  name: string,
  contract: Contract,
): readonly (readonly [slug: string, value: string])[] {
  const spoken = spokenIn(contract)
  if (spoken !== undefined) {
    const { name: word, legacyHeader, range } = spoken
    switch (name) {
      case 'openstack-api-version':
        return [
          ['clamped', `${word} ${range.min}`],
          ['misnamed', `attest ${range.max}`],
        ]
      case legacyHeader?.toLowerCase():
        return [['clamped', range.min]]
      case 'vary':
        return [['wrong', 'Accept-Encoding']]
    }
  }
  const other = ['of-another-request', 'req-2c6b1f0e-9d47-4a53-8e12-7b90c4d5f3a6'] as const
  // A request id of another request is noticed only where the answer has it twice.
  const isToldTwice = contract.description.requestIdHeaders.length > 1
  return [['wrong', 'attest'], ...(isToldTwice ? [other] : [])]
}

function ofRefusal(operation: Operation, rule: ResponseRule): Fault[] {
  const { requestIdHeaders } = contractFor(operation.id).description
  const names = rule.headers.filter(({ required }) => required).map(({ name }) => name)
  const ids = names.filter((name) => requestIdHeaders.includes(name))
  return [
    // A 413 that nothing tells from that of a gateway is not judged.
    ['request-ids', rule.status === 413 && ids.length === names.length ? [] : ids],
    ['protocol-headers', isToldByHeaders(rule) ? [] : names.filter((name) => !ids.includes(name))],
  ].flatMap(([slug, group]) =>
    typeof slug !== 'string' || !Array.isArray(group) || group.length === 0
      ? []
      : [
          headerFault(
            operation,
            rule,
            `${slug}/dropped`,
            `refuses with ${rule.status} and without ${group.join(' and ')}`,
            (headers) => without(headers, group),
          ),
        ],
  )
}

/**
 * A 413 with Retry-After comes from the service only if it has the service's headers; otherwise
 * it is the rate limit of a gateway, which is not judged.
 */
function isToldByHeaders({ status, headers }: ResponseRule): boolean {
  return status === 413 && headers.some(({ name }) => name.toLowerCase() === 'retry-after')
}

function without(headers: HeaderMap, names: readonly string[]): HeaderMap {
  if (!names.some((name) => name in headers)) return headers
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))
}
