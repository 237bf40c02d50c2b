import { z } from 'zod'
import { at, list, part, scope } from './fields.ts'
import { accessOfPersonas } from './plan-events.ts'

/** The name of the kind in the descriptions of the services. */
const kind = z.string()

/** Written before the request that creates the resource is sent. */
export const resourceIntended = z.object({
  type: z.literal('resource-intended'),
  at,
  key: z.string(),
  kind,
  name: z.string(),
  persona: z.string(),
  ...scope,
})

export const resourceCreated = z.object({
  type: z.literal('resource-created'),
  at,
  key: z.string(),
  id: z.string(),
})

/** The resource is gone: the target answered 404 for it, or never had it. */
export const resourceGone = z.object({ type: z.literal('resource-gone'), at, key: z.string() })

export const leakCheck = z.object({
  type: z.literal('leak-check'),
  at,
  leaked: list(z.object({ kind, id: z.string(), name: z.string() })),
  part,
  /** Why it is unknown whether more is left. */
  unseen: z.string().exactOptional(),
})

/**
 * Another process removes what is left. Written by `attest cleanup`, not at the end of a run: a clean-up
 * before it that has no `leak-check` was killed.
 */
export const cleanUpBegun = z.object({
  type: z.literal('clean-up-begun'),
  at,
  part,
  /** The personas of that process, which need not be those of the run; absent in journals of earlier versions. */
  personaAccess: accessOfPersonas.exactOptional(),
})
