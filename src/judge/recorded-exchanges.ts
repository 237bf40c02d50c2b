import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { PERSONAS } from '../openapi/contract.ts'
import { isMicroversion } from '../openapi/microversion.ts'
import { BODY_LAYOUTS } from '../openstack/body-layout.ts'
import type { Exchange } from '../openstack/exchange.ts'

/** Thrown for a line of a recording that holds no exchange. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError'
  readonly file: string
  readonly line: number

  constructor(file: string, line: number, problem: string) {
    super(`${file}, line ${line}: ${problem}; expected one exchange as JSON`)
    this.file = file
    this.line = line
  }
}

const Headers = z.record(z.string(), z.string())

const Body = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('empty') }),
  z.strictObject({ kind: z.literal('json'), value: z.unknown() }),
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
])

const RecordedExchange: z.ZodType<Exchange> = z.strictObject({
  id: z.string(),
  at: z.string(),
  durationMs: z.number(),
  service: z.enum(['identity', 'compute', 'block-storage', 'image']),
  operation: z
    .templateLiteral([z.enum(['compute', 'block-storage']), '.', z.string()])
    .exactOptional(),
  persona: z.enum(PERSONAS),
  microversion: z.string().refine(isMicroversion).exactOptional(),
  request: z.strictObject({ method: z.string(), url: z.string(), headers: Headers, body: Body }),
  response: z
    .strictObject({
      status: z.int(),
      headers: Headers,
      body: Body,
      layout: z.enum(BODY_LAYOUTS).exactOptional(),
    })
    .exactOptional(),
  failure: z.string().exactOptional(),
})

/** Reads a recording: one exchange a line (NDJSON). Throws {@link RecordingError}. */
export function readRecordedExchanges(file: string): readonly Exchange[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readExchange(line, file, index + 1)]))
}

function readExchange(text: string, file: string, line: number): Exchange {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new RecordingError(file, line, 'no JSON')
  }
  const parsed = RecordedExchange.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new RecordingError(file, line, `${issue?.path.join('.')}: ${issue?.message}`)
}
