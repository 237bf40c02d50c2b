import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { latestBeside } from '../files/latest-pointer.ts'
import { writeAtomically } from '../files/write-atomically.ts'
import { targetTitle } from '../services.ts'

/** How many runs of a target are kept. */
const KEPT = 10

/** A run in the history, in Allure's form, with what tells it from others. */
const pastRun = z.looseObject({
  attest: z.object({ run: z.string(), target: z.string(), startedAt: z.string() }),
  testResults: z.record(z.string(), z.looseObject({})),
})
export type PastRun = z.output<typeof pastRun>

/**
 * The history of a run in `runs`, which is beside that folder. Of a run in another place, the file beside
 * the run, if there is one: nothing is written outside of its folder unasked. Undefined where there is none.
 */
export function historyFileOf(runDirectory: string): string | undefined {
  const latest = latestBeside(runDirectory)
  const file = join(dirname(latest ?? resolve(runDirectory)), 'allure-history.jsonl')
  return latest !== undefined || existsSync(file) ? file : undefined
}

/** The runs of all targets in a history; lines that cannot be read are left out. */
export async function readHistory(file: string): Promise<readonly PastRun[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => pastRunIn(line) ?? [])
}

function pastRunIn(line: string): PastRun | undefined {
  try {
    return pastRun.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/** The runs of the same target that began before a run, the oldest first. */
export function before(record: RunRecord, history: readonly PastRun[]): readonly PastRun[] {
  const { run, target, startedAt } = identityOf(record)
  return history.filter(
    ({ attest }) => attest.target === target && attest.run !== run && attest.startedAt < startedAt,
  )
}

/** Writes the history with this run in it, `point` being what Allure keeps of it. */
export async function keepInHistory(
  file: string,
  history: readonly PastRun[],
  record: RunRecord,
  point: unknown,
): Promise<void> {
  const attest = identityOf(record)
  const own = pastRun.parse({ ...z.looseObject({}).parse(point), attest })
  const runs = [...history.filter((each) => each.attest.run !== attest.run), withoutTexts(own)]
  const kept = runs
    .toSorted((a, b) => a.attest.startedAt.localeCompare(b.attest.startedAt))
    .filter(({ attest: { target } }, index, all) => {
      const later = all.slice(index + 1).filter((other) => other.attest.target === target)
      return later.length < KEPT
    })
  await writeAtomically(file, kept.map((each) => `${JSON.stringify(each)}\n`).join(''))
}

/** The labels and messages of past cases would make the most of the history, and are not shown. */
function withoutTexts(past: PastRun): PastRun {
  const results = Object.entries(past.testResults).map(
    ([id, { labels: _, message: __, trace: ___, ...result }]) => [id, result] as const,
  )
  return { ...past, testResults: Object.fromEntries(results) }
}

function identityOf({ run, target, startedAt }: RunRecord): PastRun['attest'] {
  return { run, target: targetTitle(target), startedAt }
}
