import { z } from 'zod'

const Lent = z.looseObject({
  servers: z.array(z.unknown()),
  volumes: z.record(z.string(), z.unknown()),
})
const OlderStart = z.looseObject({ type: z.literal('case-started'), lent: Lent })
const OlderBasis = z.object({
  type: z.literal('staged'),
  stage: z.object({ speakers: z.unknown() }),
})

/**
 * An event in today's format, from a journal of this version or of one that `--against` may name: up to
 * November 2026 the resources of a case were servers and volumes, and the basis of a run had another name.
 */
export function inTodaysFormat(event: unknown): unknown {
  const start = OlderStart.safeParse(event).data
  if (start !== undefined) {
    const { servers, volumes, ...lent } = start.lent
    return { ...start, lent: { ...lent, things: { ...volumes, server: servers } } }
  }
  const basis = OlderBasis.safeParse(event).data
  if (basis === undefined) return event
  return { type: 'run-basis', basis: { personaAccess: basis.stage.speakers } }
}
