import { z } from 'zod'

/** The facts in a certificate's predicate that are needed before it can be computed again. */
export const claimsSchema = z.looseObject({
  certificate: z.looseObject({
    profile: z.looseObject({ name: z.string() }),
    /** Absent in certificates of earlier versions. */
    validUntil: z.iso.datetime().exactOptional(),
    target: z.looseObject({ name: z.string() }),
    suite: z.looseObject({
      version: z.string(),
      digest: z.string(),
      specs: z.array(z.strictObject({ document: z.string(), digest: z.string() })),
    }),
  }),
})
