import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import type { Exchange } from '../openstack/exchange.ts'
import { exchangeSchema } from '../openstack/exchange-schema.ts'

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

const { request, response } = exchangeSchema.shape

/** Strict, because recordings are published: a member that nobody has checked must not get into one. */
const recordedExchange: z.ZodType<Exchange> = exchangeSchema
  .extend({ request: request.strict(), response: response.unwrap().strict().exactOptional() })
  .strict()

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
    throw new RecordingError(file, line, 'is not JSON')
  }
  const parsed = recordedExchange.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new RecordingError(file, line, `${issue?.path.join('.')}: ${issue?.message}`)
}
