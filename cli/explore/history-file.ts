import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type History, history } from '../../explore/history/history.ts'
import { MIB, readInputFile } from '../../src/input-file.ts'
import { UsageError } from '../errors/usage-error.ts'

/** More than any history. */
const LARGEST = MIB

export const HISTORY_FILE = 'history.json'

/** Writes a history into the folder of an exploration; returns the path of the file. */
export function writeHistory(folder: string, found: History): string {
  const file = join(folder, HISTORY_FILE)
  writeFileSync(file, `${JSON.stringify(found, undefined, 2)}\n`)
  return file
}

/** Reads a history that an earlier exploration has written. Throws UsageError. */
export function readHistory(file: string): History {
  let value: unknown
  try {
    value = JSON.parse(readInputFile(file, LARGEST).toString('utf8'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no JSON'
    throw new UsageError(`--history ${file} cannot be read (${code}): expected a history.json`)
  }
  const parsed = history.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const at = issue === undefined || issue.path.length === 0 ? '' : ` ${issue.path.join('.')}:`
  const what = (issue?.message ?? 'not as expected').replace(/^Invalid input: /, '')
  throw new UsageError(
    `--history ${file}:${at} ${what}: correct it, or give a history.json that attest explore has written`,
  )
}
