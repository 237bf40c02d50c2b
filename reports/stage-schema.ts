import { z } from 'zod'
import {
  type Availability,
  DECLARABLE_FEATURES,
  type Target,
  type TargetWishes,
} from '../src/discover/target.ts'
import { isMicroversion, type Microversion } from '../src/openapi/microversion.ts'
import type { CloudPlace } from '../src/openstack/cloud-config.ts'
import type { EndpointSettings } from '../src/openstack/cloud-config-endpoints.ts'
import type { Lent, PersonaAccess, StageFacts } from '../src/run/journal-event.ts'

export const microversionSchema = z.custom<Microversion>(
  (value) => typeof value === 'string' && isMicroversion(value),
  'expected a microversion such as 2.49',
)
const range = z.object({ min: microversionSchema, max: microversionSchema })

export const identitySchema = z.object({
  name: z.string(),
  authUrl: z.string(),
  endpoints: z.object({ compute: z.string(), 'block-storage': z.string() }),
  compute: range,
  blockStorage: range,
  regions: z
    .object({ compute: z.string().exactOptional(), 'block-storage': z.string().exactOptional() })
    .exactOptional(),
  personas: z.array(z.string()),
})

const availability: z.ZodType<Availability> = z.union([
  z.strictObject({ available: z.literal(true) }),
  z.strictObject({ available: z.literal(false), why: z.string() }),
  z.strictObject({
    available: z.literal(false),
    declaredAbsent: z.literal(true),
    why: z.string(),
  }),
])

const named = z.object({ id: z.string(), name: z.string() })

const target: z.ZodType<Target> = z.object({
  identity: identitySchema,
  working: z.object({ compute: microversionSchema, 'block-storage': microversionSchema }),
  personas: z.object({
    member: availability,
    reader: availability,
    guest: availability,
    stranger: availability,
    admin: availability,
    nobody: availability,
  }),
  features: z.object({
    'multiattach-type': availability,
    shelve: availability,
    resize: availability,
    'volume-boot': availability,
    'direct-swap': availability,
    'direct-swap-refused': availability,
  }),
  restrictsRoles: z.union([z.boolean(), z.literal('unknown')]),
  projectId: z.string(),
  image: named,
  flavor: named,
  otherFlavor: named.exactOptional(),
  networks: z.union([z.enum(['none', 'auto']), z.array(z.object({ uuid: z.string() }))]),
  volumeType: z.string().exactOptional(),
  multiattachType: z.string().exactOptional(),
  volumeSizeGiB: z.number(),
  room: z.object({ servers: z.number().exactOptional(), volumes: z.number().exactOptional() }),
})

const wishes: z.ZodType<TargetWishes> = z.object({
  image: z.string().exactOptional(),
  flavor: z.string().exactOptional(),
  network: z.string().exactOptional(),
  volumeType: z.string().exactOptional(),
  multiattachType: z.string().exactOptional(),
  volumeSizeGiB: z.number(),
  absent: z.array(z.object({ feature: z.enum(DECLARABLE_FEATURES), reason: z.string() })),
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

const transport: z.ZodType<PersonaAccess> = z.object({
  projectId: z.string(),
  userId: z.string().exactOptional(),
  endpoints: z.record(z.string(), z.string()),
  tokenIsGiven: z.boolean(),
  cloud: cloud.exactOptional(),
})

/** What all cases of a run stand on. */
export const stageSchema: z.ZodType<StageFacts> = z.object({
  run: z.string(),
  target,
  wishes: wishes.exactOptional(),
  deadlines: z.object({ bootMs: z.number(), transitionMs: z.number() }),
  budget: z.object({ servers: z.int(), volumes: z.int() }),
  personaAccess: z.object({
    member: transport.exactOptional(),
    reader: transport.exactOptional(),
    guest: transport.exactOptional(),
    stranger: transport.exactOptional(),
    admin: transport.exactOptional(),
    nobody: transport.exactOptional(),
  }),
})

/** What a case has borrowed. */
export const lentSchema: z.ZodType<Lent> = z.object({
  servers: z.array(named),
  volumes: z.object({
    plain: z.array(named),
    multiattach: z.array(named),
    readOnly: z.array(named),
  }),
  state: z.object({ server: named, volume: named, group: z.string() }).exactOptional(),
})
