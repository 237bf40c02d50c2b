import { readFileSync } from 'node:fs'
import { type History, history } from '../../explore/history/history.ts'
import { UsageError } from '../errors/usage-error.ts'

/** Reads a history that an earlier exploration has written. Throws UsageError. */
export function readHistory(file: string): History {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no JSON'
    throw new UsageError(`--history ${file} cannot be read (${code}): expected a history.json`)
  }
  const parsed = history.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(
    `--history ${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as expected'}`,
  )
}
