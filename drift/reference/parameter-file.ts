import { parseDocument } from 'yaml'
import { z } from 'zod'
import { isJsonObject } from '../../src/openapi/json.ts'
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
  required: z.unknown().optional(),
  description: z.string().default(''),
  min_version: z.union([z.string(), z.number()]).optional(),
  max_version: z.union([z.string(), z.number()]).optional(),
})

/**
 * Reads a `parameters.yaml` as the program does that makes the pages of it, so as YAML 1.1. Such a file has
 * several hundred entries, of which a reference of one API names a few: each is parsed when it is asked
 * for. Throws {@link UpstreamError} for one that cannot be read.
 */
export function readParameterFile(
  source: string,
  file: string,
): (key: string) => DescribedParameter | undefined {
  const entries = entriesOf(source)
  return (key) => {
    const entry = entries.get(key)
    return entry === undefined ? undefined : described(entry, key, file)
  }
}

interface WrittenEntry {
  readonly line: number
  readonly text: string
}

/** The text of each entry, by its key at the start of a line. */
function entriesOf(source: string): ReadonlyMap<string, WrittenEntry> {
  const entries = new Map<string, { line: number; text: string }>()
  let open: { line: number; text: string } | undefined
  for (const [index, text] of source.split('\n').entries()) {
    const key = /^['"]?([^\s#'"][^'":]*)['"]?:/.exec(text)?.[1]
    if (key !== undefined) {
      open = { line: index + 1, text: '' }
      entries.set(key, open)
    }
    if (open !== undefined) open.text += `${text}\n`
  }
  return entries
}

function described({ line, text }: WrittenEntry, key: string, file: string): DescribedParameter {
  const document = parseDocument(text, { version: '1.1' })
  const written: unknown = document.toJS()
  const parsed = Entry.safeParse(isJsonObject(written) ? Object.values(written)[0] : undefined)
  const [problem] = document.errors
  if (problem !== undefined || !parsed.success) {
    const why = problem?.message ?? parsed.error?.issues[0]?.message ?? 'unreadable'
    throw new UpstreamError(file, line, `${key}: ${why}`)
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
