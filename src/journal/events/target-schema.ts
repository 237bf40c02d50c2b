import { z } from 'zod'
import type {
  Availability,
  Target,
  TargetIdentity,
  TargetService,
  TargetWishes,
  WishValue,
} from '../../discover/target.ts'
import { PERSONAS } from '../../openapi/contract.ts'
import { microversionSchema } from '../../openapi/microversion-schema.ts'
import { list } from './fields.ts'

const service: z.ZodType<TargetService> = z.object({
  title: z.string(),
  endpoint: z.string(),
  region: z.string().exactOptional(),
  microversions: z.object({ min: microversionSchema, max: microversionSchema }).exactOptional(),
  note: z.string().exactOptional(),
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
  features: z.record(z.string(), availability),
  restrictsRoles: z.union([z.boolean(), z.literal('unknown')]),
  projectId: z.string(),
  found: z.record(z.string(), z.record(z.string(), z.unknown())),
  brings: z.record(z.string(), z.record(z.string(), z.number())).exactOptional(),
  quotaLeft: z.record(z.string(), z.number()),
})

export const wishValue: z.ZodType<WishValue> = z.union([
  z.string(),
  z.number(),
  z.array(z.string()),
  z.record(z.string(), z.string()),
])

export const wishes: z.ZodType<TargetWishes> = z.object({
  values: z.record(z.string(), wishValue),
  absent: list(z.object({ feature: z.string(), reason: z.string() })),
})
