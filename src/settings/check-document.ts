import type { z } from 'zod'
import { SettingsError } from './settings-error.ts'
import { describeIssues, type Fault } from './settings-fault.ts'
import type { SettingsFile } from './settings-file.ts'

/**
 * Parses the content of a file, or the options where there is no file. Throws {@link
 * SettingsError}.
 */
export function checkDocument<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  file?: SettingsFile,
): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const faults = describeIssues(parsed.error.issues, value, (path) => file?.sourceOf(path), schema)
  const errors = faults.map((fault) => (file ? errorInFile(fault, file) : errorInOption(fault)))
  const [first = parsed.error] = errors.sort(asTheyStand)
  throw first
}

/** A path of settings as people write it: `absent[0].feature`. */
export function keyOf(path: readonly PropertyKey[]): string {
  const parts = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
  return parts.join('').slice(1)
}

function errorInFile({ path, part, ...fault }: Fault, file: SettingsFile): SettingsError {
  return new SettingsError({
    ...fault,
    file: file.path,
    at: file.placeOf(path, part),
    ...(path.length > 0 && { key: keyOf(path) }),
  })
}

/** Options have the same names as the keys of the file. */
function errorInOption({ path: [key], part: _, ...fault }: Fault): SettingsError {
  return new SettingsError({ ...fault, key: `--${String(key)}` })
}

function asTheyStand({ at: a }: SettingsError, { at: b }: SettingsError): number {
  return a === undefined || b === undefined ? 0 : a.line - b.line || a.column - b.column
}
