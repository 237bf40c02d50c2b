import { z } from 'zod'
import { type OperationId, PERSONAS } from '../openapi/contract.ts'
import { microversionSchema } from '../openapi/microversion-schema.ts'
import { BODY_LAYOUTS } from './body/body-layout.ts'
import type { Body, Exchange } from './exchange.ts'
import type { TransportProblem } from './transport-error.ts'

const body: z.ZodType<Body> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('json'), value: z.unknown() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
])
const headers = z.record(z.string(), z.string())

/** A text that has the form of `T` because Attest has written it; it is not checked again. */
const text = <T extends string>() =>
  z.custom<T>((value) => typeof value === 'string' && value !== '')

/** A recorded exchange. Unknown members are kept. */
export const exchangeSchema = z.looseObject({
  id: z.string(),
  at: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  service: z.string(),
  operation: text<OperationId>().exactOptional(),
  persona: z.enum(PERSONAS),
  microversion: microversionSchema.exactOptional(),
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
}) satisfies z.ZodType<Exchange>
