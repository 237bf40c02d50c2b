import { z } from 'zod'
import { CASE_VERDICTS, type Reason } from '../src/judge/verdict.ts'
import type { Violation } from '../src/judge/violation.ts'
import { type OperationId, PERSONAS, type RequirementId } from '../src/openapi/contract.ts'
import { BODY_LAYOUTS } from '../src/openstack/body-layout.ts'
import type { Body, Exchange } from '../src/openstack/exchange.ts'
import { CERTIFICATE_CHECKS } from '../src/openstack/peer-certificate.ts'
import type { TransportProblem } from '../src/openstack/transport-error.ts'
import type { CaseId, PlannedCase } from '../src/plan/case.ts'
import type { JournalEvent } from '../src/run/journal-event.ts'
import type { Waiver } from '../src/waivers/waiver.ts'
import { identitySchema, lentSchema, microversionSchema, stageSchema } from './stage-schema.ts'

/** A text whose form the writer answers for. Reports show it and look it up, nothing more. */
const named = <T extends string>() =>
  z.custom<T>((value) => typeof value === 'string' && value !== '')

const microversion = microversionSchema
const at = z.iso.datetime()
const verdict = z.enum(CASE_VERDICTS)
const persona = z.enum(PERSONAS)
const milliseconds = z.number().nonnegative()
const count = z.int().nonnegative()

const reason: z.ZodType<Reason> = z.object({
  code: named<Reason['code']>(),
  message: z.string(),
})

const plannedCase: z.ZodType<PlannedCase> = z.object({
  id: named<CaseId>(),
  requirement: named<RequirementId>(),
  operation: named<OperationId>(),
  status: z.int(),
  level: z.enum(['MUST', 'SHOULD']),
  persona,
  microversion: microversion.exactOptional(),
  title: z.string(),
  settled: z.object({ verdict, reason }).exactOptional(),
})

const body: z.ZodType<Body> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('json'), value: z.unknown() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
])

const headers = z.record(z.string(), z.string())

const exchange: z.ZodType<Exchange> = z.looseObject({
  id: z.string(),
  at,
  durationMs: milliseconds,
  service: z.enum(['identity', 'compute', 'block-storage', 'image']),
  operation: named<OperationId>().exactOptional(),
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
  problem: named<TransportProblem>().exactOptional(),
  repeats: z.string().exactOptional(),
})

const violation: z.ZodType<Violation> = z.object({
  code: named<Violation['code']>(),
  at: z.string(),
  rule: z.string(),
  expected: z.string(),
  got: z.string(),
  erratum: z.string().exactOptional(),
})

const waiver: z.ZodType<Waiver> = z.object({
  requirement: z.string(),
  microversions: z
    .object({ min: microversion.exactOptional(), max: microversion.exactOptional() })
    .exactOptional(),
  reason: z.string(),
  owner: z.string(),
  issue: z.string(),
  expires: z.iso.date(),
})

const resourceKind = z.enum(['server', 'volume', 'attachment', 'snapshot', 'image'])

type EventSchemas = {
  readonly [T in JournalEvent['type']]: z.ZodType<Extract<JournalEvent, { type: T }>>
}

/** One schema for each type of event: a type that is added to the journal fails to compile here. */
const EVENTS: EventSchemas = {
  'run-started': z.object({
    type: z.literal('run-started'),
    at,
    run: z.string(),
    suite: z.object({
      version: z.string(),
      specs: z.array(z.object({ document: z.string(), digest: z.string() })),
    }),
    target: identitySchema,
    accepted: z.array(z.string()),
    strict: z.boolean().exactOptional(),
    waivers: z.array(waiver).exactOptional(),
    shard: z.object({ index: count, of: count, plan: z.string() }).exactOptional(),
    merged: z.array(z.object({ run: z.string(), chain: z.string() })).exactOptional(),
  }),
  'run-resumed': z.object({
    type: z.literal('run-resumed'),
    at,
    part: count.exactOptional(),
  }),
  'origin-seen': z.object({
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
  }),
  planned: z.object({
    type: z.literal('planned'),
    at,
    of: z.int().nonnegative().exactOptional(),
    cases: z.array(plannedCase),
  }),
  staged: z.object({
    type: z.literal('staged'),
    at,
    stage: stageSchema,
    part: count.exactOptional(),
  }),
  'case-started': z.object({
    type: z.literal('case-started'),
    at,
    case: named<CaseId>(),
    lent: lentSchema.exactOptional(),
    part: count.exactOptional(),
  }),
  exchange: z.object({
    type: z.literal('exchange'),
    case: named<CaseId>().exactOptional(),
    group: z.string().exactOptional(),
    phase: z.enum(['discover', 'arrange', 'act', 'clean-up']),
    part: count.exactOptional(),
    exchange,
    violations: z.array(violation),
    pausedMs: z.number().exactOptional(),
  }),
  waited: z.object({
    type: z.literal('waited'),
    case: named<CaseId>().exactOptional(),
    group: z.string().exactOptional(),
    part: count.exactOptional(),
    for: z.string(),
    ms: milliseconds,
    polls: count,
  }),
  'case-finished': z.object({
    type: z.literal('case-finished'),
    at,
    case: named<CaseId>(),
    verdict,
    reason: reason.exactOptional(),
    durationMs: milliseconds,
    requests: count,
  }),
  'resource-intended': z.object({
    type: z.literal('resource-intended'),
    at,
    key: z.string(),
    kind: resourceKind,
    name: z.string(),
    persona: z.string(),
    case: named<CaseId>().exactOptional(),
    group: z.string().exactOptional(),
  }),
  'resource-created': z.object({
    type: z.literal('resource-created'),
    at,
    key: z.string(),
    id: z.string(),
  }),
  'resource-gone': z.object({ type: z.literal('resource-gone'), at, key: z.string() }),
  'leak-check': z.object({
    type: z.literal('leak-check'),
    at,
    leaked: z.array(z.object({ kind: resourceKind, id: z.string(), name: z.string() })),
    part: count.exactOptional(),
    unseen: z.string().exactOptional(),
  }),
  'run-finished': z.object({
    type: z.literal('run-finished'),
    at,
    interrupted: z.boolean(),
    wallMs: milliseconds,
  }),
}

const envelope = z.object({ type: z.string() })

const isEventType = (type: string): type is JournalEvent['type'] => Object.hasOwn(EVENTS, type)

/** What {@link parseEvent} gives: an event, or why the text is none, in one line. */
export type ParsedEvent =
  | { readonly ok: true; readonly event: JournalEvent }
  | { readonly ok: false; readonly problem: string }

/** Parses one line of a journal, already read as JSON. */
export function parseEvent(value: unknown): ParsedEvent {
  const named = envelope.safeParse(value)
  if (!named.success) return { ok: false, problem: 'expected an event: an object with a "type"' }
  const { type } = named.data
  if (!isEventType(type)) {
    return {
      ok: false,
      problem: `unknown type of event "${type}": read it with the version of Attest that wrote it`,
    }
  }
  const parsed = EVENTS[type].safeParse(value)
  if (parsed.success) return { ok: true, event: parsed.data }
  const [issue] = parsed.error.issues
  const place = issue === undefined ? '' : issue.path.join('.')
  return { ok: false, problem: `event "${type}": ${place}: ${issue?.message ?? 'not as expected'}` }
}
