import { isMap, isScalar, LineCounter, parseDocument, type Scalar } from 'yaml'
import { z } from 'zod'
import { shortDigest } from '../facts/short-digest.ts'
import { UpstreamError } from '../upstream/upstream-error.ts'

/** What a parameter file says of one parameter. */
export interface DescribedParameter {
  readonly in: string
  readonly type: string
  readonly required: boolean
  /** As YAML 1.1 reads them: a number, where nobody put it into quotes. */
  readonly min?: string
  readonly max?: string
  /** The description says that it may be null. */
  readonly null?: true
  readonly line: number
  readonly prose: string
}

const Entry = z.looseObject({
  in: z.string().default('unsaid'),
  type: z.string().default('unsaid'),
  required: z.unknown(),
  description: z.string().default(''),
  min_version: z.union([z.string(), z.number()]).optional(),
  max_version: z.union([z.string(), z.number()]).optional(),
})

/**
 * Reads the entries of a `parameters.yaml` as the program does that makes the pages of it, so as YAML 1.1.
 * Throws {@link UpstreamError}.
 */
export function readParameterFile(
  source: string,
  file: string,
): (key: string) => DescribedParameter | undefined {
  const counter = new LineCounter()
  const document = parseDocument(source, {
    version: '1.1',
    lineCounter: counter,
    uniqueKeys: false,
  })
  const { contents } = document
  if (!isMap(contents)) throw new UpstreamError(file, undefined, 'expected a map of parameters')
  const lines = new Map<string, number>()
  for (const { key } of contents.items) {
    if (isScalar(key)) lines.set(String(key.value), counter.linePos(startOf(key)).line)
  }
  return (key) => {
    const written: unknown = contents.get(key, true)
    if (!isMap(written)) return undefined
    const parsed = Entry.safeParse(written.toJS(document))
    const line = lines.get(key) ?? 1
    if (!parsed.success) {
      throw new UpstreamError(file, line, parsed.error.issues[0]?.message ?? 'unreadable')
    }
    const { in: place, type, required, description, min_version, max_version } = parsed.data
    return {
      in: place,
      type,
      required: required === true,
      ...(min_version !== undefined && { min: String(min_version) }),
      ...(max_version !== undefined && { max: String(max_version) }),
      ...(/\bnull\b|``None``/i.test(description) && { null: true }),
      line,
      prose: shortDigest(description),
    }
  }
}

function startOf({ range }: Scalar): number {
  return range?.[0] ?? 0
}
