import { z } from 'zod'
import { at, list, part, scope } from './fields.ts'

/** As the descriptions of the services name it. */
const kind = z.string()

/** Written before the creating request leaves. */
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

/** Seen to be gone: the target answered 404 for it, or never had it. */
export const resourceGone = z.object({ type: z.literal('resource-gone'), at, key: z.string() })

export const leakCheck = z.object({
  type: z.literal('leak-check'),
  at,
  leaked: list(z.object({ kind, id: z.string(), name: z.string() })),
  part,
  /** Why it is not known whether there is more. */
  unseen: z.string().exactOptional(),
})
