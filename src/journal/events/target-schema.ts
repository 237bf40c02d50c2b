import { z } from 'zod'
import {
  type Availability,
  DECLARABLE_FEATURES,
  type Target,
  type TargetIdentity,
  type TargetService,
  type TargetWishes,
} from '../../discover/target.ts'
import { PERSONAS } from '../../openapi/contract.ts'
import { microversionSchema } from '../../openapi/microversion-schema.ts'
import { list, named } from './fields.ts'

const service: z.ZodType<TargetService> = z.object({
  title: z.string(),
  endpoint: z.string(),
  region: z.string().exactOptional(),
  microversions: z.object({ min: microversionSchema, max: microversionSchema }).exactOptional(),
})

export const identity: z.ZodType<TargetIdentity> = z.object({
  name: z.string(),
  authUrl: z.string(),
  services: z.record(z.string(), service),
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

export const target: z.ZodType<Target> = z.object({
  identity,
  working: z.record(z.string(), microversionSchema),
  personas: z.record(z.enum(PERSONAS), availability),
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

export const wishes: z.ZodType<TargetWishes> = z.object({
  image: z.string().exactOptional(),
  flavor: z.string().exactOptional(),
  network: z.string().exactOptional(),
  volumeType: z.string().exactOptional(),
  multiattachType: z.string().exactOptional(),
  volumeSizeGiB: z.number(),
  absent: list(z.object({ feature: z.enum(DECLARABLE_FEATURES), reason: z.string() })),
})
