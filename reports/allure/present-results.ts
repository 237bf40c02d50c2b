import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import { CASE_LABEL, VERDICT_LABEL } from './case-labels.ts'

const labelled = z.looseObject({
  labels: z.array(z.looseObject({ name: z.string(), value: z.string() })),
})

/**
 * The ids of the cases that already have their result in the directory. The journal is the
 * truth: a result of another verdict, a second one and one that cannot be read are removed.
 */
export async function presentResults(
  directory: string,
  verdicts: ReadonlyMap<string, CaseVerdict>,
): Promise<ReadonlySet<string>> {
  const present = new Set<string>()
  for (const name of await resultFiles(directory)) {
    const file = join(directory, name)
    const result = await caseOf(file)
    if (result && result.id === undefined) continue
    const id = result?.id
    if (id !== undefined && verdicts.get(id) === result?.verdict && !present.has(id)) {
      present.add(id)
    } else await rm(file)
  }
  return present
}

async function resultFiles(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).filter((name) => name.endsWith('-result.json'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

interface LabelledCase {
  readonly id?: string
  readonly verdict?: string
}

// A file that a crash left half-written is of no case.
async function caseOf(file: string): Promise<LabelledCase | undefined> {
  const parsed = labelled.safeParse(jsonOf(await readFile(file, 'utf8')))
  if (!parsed.success) return undefined
  const value = (label: string) => parsed.data.labels.find(({ name }) => name === label)?.value
  const id = value(CASE_LABEL)
  const verdict = value(VERDICT_LABEL)
  return { ...(id !== undefined && { id }), ...(verdict !== undefined && { verdict }) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
