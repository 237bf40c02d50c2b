import { z } from 'zod'
import type { Shortfall } from '../../judge/shortfall.ts'
import { CASE_VERDICTS, type Reason } from '../../judge/verdict.ts'
import type { OperationId, RequirementId } from '../../openapi/contract.ts'
import { microversionSchema } from '../../openapi/microversion-schema.ts'
import type { CloudPlace } from '../../openstack/cloud-config/cloud-config.ts'
import type { EndpointSettings } from '../../openstack/cloud-config/endpoints.ts'
import type { PlannedCase } from '../../plan/case.ts'
import { at, caseId, count, list, part, persona, text } from './fields.ts'
import { target, wishes } from './target-schema.ts'

const exchange = z.string().exactOptional()
const found = z.string()
const shortfall: z.ZodType<Shortfall> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('status'), exchange, expected: z.int(), got: z.int() }),
  z.object({
    kind: z.literal('value'),
    exchange,
    place: z.string(),
    rule: z.enum(['missing', 'undocumented', 'wrong-value']),
    found,
  }),
  z.object({ kind: z.literal('content'), exchange, found }),
  z.object({ kind: z.literal('effect'), exchange, found }),
])

export const verdict = z.enum(CASE_VERDICTS)
export const reason: z.ZodType<Reason> = z.object({
  code: text<Reason['code']>(),
  message: z.string(),
  shortfall: shortfall.exactOptional(),
  blockedBy: caseId.exactOptional(),
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
  /** How many cases all `planned` events have together. Absent: this is the only one. */
  of: count.exactOptional(),
  cases: list(plannedCase),
})

const kindOfEndpoint = z.enum(['public', 'internal', 'admin'])
const whichEndpoint = z.union([kindOfEndpoint, z.array(kindOfEndpoint).readonly()])
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

/** The user of a persona, and the endpoints to which its calls go. */
const personaAccess = z.object({
  projectId: z.string(),
  /** Absent for the persona nobody, and in journals of earlier versions. */
  userId: z.string().exactOptional(),
  endpoints: z.record(z.string(), z.string()),
  /** The persona was configured with a token, and not with credentials that get one. */
  tokenIsGiven: z.boolean(),
  /**
   * Where its entry of the clouds file says the cloud is; absent for nobody, which has no entry.
   */
  cloud: cloud.exactOptional(),
})

export const accessOfPersonas = z.partialRecord(persona, personaAccess)

/**
 * What all cases of a run are based on: with it and the exchanges they can be run again, offline.
 */
const basis = z.object({
  /** Id of the run that names and tags what is created; a merged run has an id of its own. */
  run: z.string(),
  target,
  /**
   * What the user has said about the target: discovery can be repeated with it and the recorded
   * answers. Absent in journals of earlier versions.
   */
  wishes: wishes.exactOptional(),
  deadlines: z.object({ bootMs: z.number(), transitionMs: z.number() }),
  /** By kind of resource. */
  budget: z.record(z.string(), z.int()),
  personaAccess: accessOfPersonas,
})

export const runBasis = z.object({ type: z.literal('run-basis'), at, basis, part })

export type PersonaAccess = Readonly<z.output<typeof personaAccess>>
export type RunBasis = Readonly<z.output<typeof basis>>
