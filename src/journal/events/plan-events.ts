import { z } from 'zod'
import { CASE_VERDICTS, type Reason } from '../../judge/verdict.ts'
import type { OperationId, RequirementId } from '../../openapi/contract.ts'
import { microversionSchema } from '../../openapi/microversion-schema.ts'
import type { CloudPlace } from '../../openstack/cloud-config/cloud-config.ts'
import type { EndpointSettings } from '../../openstack/cloud-config/endpoints.ts'
import type { PlannedCase } from '../../plan/case.ts'
import { at, caseId, count, list, part, persona, text } from './fields.ts'
import { target, wishes } from './target-schema.ts'

export const verdict = z.enum(CASE_VERDICTS)
export const reason: z.ZodType<Reason> = z.object({
  code: text<Reason['code']>(),
  message: z.string(),
})

const plannedCase: z.ZodType<PlannedCase> = z.object({
  id: caseId,
  requirement: text<RequirementId>(),
  operation: text<OperationId>(),
  status: z.int(),
  level: z.enum(['MUST', 'SHOULD']),
  persona,
  microversion: microversionSchema.exactOptional(),
  title: z.string(),
  settled: z.object({ verdict, reason }).exactOptional(),
})

export const planned = z.object({
  type: z.literal('planned'),
  at,
  /** How many cases all events of this type plan together. Absent: there is no other one. */
  of: count.exactOptional(),
  cases: list(plannedCase),
})

const whichEndpoint = z.enum(['public', 'internal', 'admin'])
const ofService: z.ZodType<EndpointSettings> = z.object({
  endpointOverride: z.string().exactOptional(),
  interface: whichEndpoint.exactOptional(),
  regionName: z.string().exactOptional(),
})
const cloud: z.ZodType<CloudPlace> = z.object({
  name: z.string(),
  authUrl: z.string(),
  regionName: z.string().exactOptional(),
  interface: whichEndpoint,
  services: z.record(z.string(), ofService),
})

/** The user that a persona is, and where it sends its calls. */
const personaAccess = z.object({
  projectId: z.string(),
  /** Absent for the persona nobody, and in journals of earlier versions. */
  userId: z.string().exactOptional(),
  endpoints: z.record(z.string(), z.string()),
  /** The persona was given a token, not something that gets one. */
  tokenIsGiven: z.boolean(),
  /** What its entry of the clouds file says of the cloud; absent for nobody, which has none. */
  cloud: cloud.exactOptional(),
})

/** What all cases of a run stand on: with it and the exchanges they can be run once more, offline. */
const basis = z.object({
  /** Id of the run, which names and tags what is created; a merged run has another one. */
  run: z.string(),
  target,
  /**
   * What the user has said of the target: with it, and what discovery was answered, it is found again.
   * Absent in journals of earlier versions.
   */
  wishes: wishes.exactOptional(),
  deadlines: z.object({ bootMs: z.number(), transitionMs: z.number() }),
  /** By kind of resource. */
  budget: z.record(z.string(), z.int()),
  personaAccess: z.partialRecord(persona, personaAccess),
})

export const runBasis = z.object({ type: z.literal('run-basis'), at, basis, part })

export type PersonaAccess = Readonly<z.output<typeof personaAccess>>
export type RunBasis = Readonly<z.output<typeof basis>>
