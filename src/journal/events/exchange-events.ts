import { z } from 'zod'
import type { Violation } from '../../judge/violation.ts'
import type { OperationId } from '../../openapi/contract.ts'
import { BODY_LAYOUTS } from '../../openstack/body-layout.ts'
import type { Body, Exchange } from '../../openstack/exchange.ts'
import { CERTIFICATE_CHECKS } from '../../openstack/peer-certificate.ts'
import type { TransportProblem } from '../../openstack/transport-error.ts'
import { at, list, microversion, milliseconds, part, persona, scope, text } from './fields.ts'

const body: z.ZodType<Body> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('json'), value: z.unknown() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
])

const headers = z.record(z.string(), z.string())

const recorded: z.ZodType<Exchange> = z.looseObject({
  id: z.string(),
  at,
  durationMs: milliseconds,
  service: z.enum(['identity', 'compute', 'block-storage', 'image']),
  operation: text<OperationId>().exactOptional(),
  persona,
  microversion: microversion.exactOptional(),
  request: z.looseObject({ method: z.string(), url: z.string(), headers, body }),
  response: z
    .looseObject({
      status: z.int(),
      headers,
      body,
      layout: z.enum(BODY_LAYOUTS).exactOptional(),
    })
    .exactOptional(),
  failure: z.string().exactOptional(),
  problem: text<TransportProblem>().exactOptional(),
  repeats: z.string().exactOptional(),
})

const violation: z.ZodType<Violation> = z.object({
  code: text<Violation['code']>(),
  at: z.string(),
  rule: z.string(),
  expected: z.string(),
  got: z.string(),
  erratum: z.string().exactOptional(),
})

/** `arrange`: before the scenario's own steps; `act`: the steps themselves. */
const phase = z.enum(['discover', 'arrange', 'act', 'clean-up'])

export const exchange = z.object({
  type: z.literal('exchange'),
  ...scope,
  phase,
  part,
  exchange: recorded,
  violations: list(violation),
  /** How long its sender chose to wait before it, in ms. */
  pausedMs: z.number().exactOptional(),
})

/** Where a connection led, before what was sent on it: once, and again when it has changed. */
export const originSeen = z.object({
  type: z.literal('origin-seen'),
  at,
  origin: z.string(),
  certificate: z
    .object({
      subject: z.string(),
      issuer: z.string(),
      publicKey: z.string(),
      notAfter: at,
      check: z.enum(CERTIFICATE_CHECKS),
    })
    .exactOptional(),
})

export type Phase = z.output<typeof phase>
