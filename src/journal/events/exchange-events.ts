import { z } from 'zod'
import type { Violation } from '../../judge/violation.ts'
import type { Exchange } from '../../openstack/exchange.ts'
import { exchangeSchema } from '../../openstack/exchange-schema.ts'
import { CERTIFICATE_CHECKS } from '../../openstack/http/peer-certificate.ts'
import { at, list, part, scope, text } from './fields.ts'

const recorded: z.ZodType<Exchange> = exchangeSchema

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
  /** How long the sender waited on purpose before sending, in ms. */
  pausedMs: z.number().exactOptional(),
})

/**
 * Where a connection led. Written before anything that was sent on it, once, and again after each
 * change.
 */
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
