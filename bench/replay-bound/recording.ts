import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { inTodaysFormat } from './older-events.ts'

const Headers = z.record(z.string(), z.string())

const Body = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('json'), value: z.unknown() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
])
export type RecordedBody = z.infer<typeof Body>

const Scope = { case: z.string().optional(), group: z.string().optional() }

const Named = z.object({ id: z.string() })

const Started = z.object({
  type: z.literal('case-started'),
  case: z.string(),
  lent: z
    .object({
      things: z.record(z.string(), z.array(Named)),
      state: z.object({ group: z.string() }).optional(),
    })
    .optional(),
})

const Exchanged = z.object({
  type: z.literal('exchange'),
  ...Scope,
  phase: z.string(),
  pausedMs: z.number().default(0),
  exchange: z.object({
    at: z.string().transform(Date.parse),
    durationMs: z.number(),
    persona: z.string(),
    service: z.string(),
    request: z.object({ method: z.string(), url: z.string(), headers: Headers, body: Body }),
    response: z.object({ status: z.number(), body: Body }).optional(),
  }),
})
export type RecordedExchange = z.infer<typeof Exchanged>

const Event = z.discriminatedUnion('type', [
  Started,
  Exchanged,
  z.object({ type: z.literal('case-finished'), case: z.string() }),
  z.object({ type: z.literal('waited'), ...Scope, for: z.string() }),
  z.object({
    type: z.literal('run-basis'),
    basis: z.object({
      personaAccess: z.record(
        z.string(),
        z.object({ projectId: z.string(), endpoints: z.record(z.string(), z.string()) }),
      ),
    }),
  }),
  z.object({ type: z.literal('run-finished'), at: z.string().transform(Date.parse) }),
])
export type RecordedEvent = z.infer<typeof Event>

const KNOWN: ReadonlySet<string> = new Set(Event.options.map(({ shape }) => shape.type.value))

/** The events of a journal that a replay needs, in order. Throws a ZodError for another format. */
export function readRecording(journal: string): RecordedEvent[] {
  return readFileSync(journal, 'utf8')
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const event = inTodaysFormat(JSON.parse(line))
      const { type } = z.object({ type: z.string() }).parse(event)
      return KNOWN.has(type) ? [Event.parse(event)] : []
    })
}
