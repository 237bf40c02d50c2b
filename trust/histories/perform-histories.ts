import { join } from 'node:path'
import { SEQUENCE_FAULTS } from '../../reference-cloud/sequence-faults/sequence-faults.ts'
import { writeAtomically } from '../../reports/files/write-atomically.ts'
import { packageRoot } from '../../src/package-root.ts'
import type { Result } from '../workers/task.ts'
import { performTasks } from '../workers/worker-pool.ts'
import { figuresOf, rowOf } from './table.ts'

/** How many faults a worker looks for at the same time: histories wait more than they work. */
const AT_A_TIME = 3
/** Where the results are, with the reproducers. */
const FILE = join(packageRoot, 'reports', 'trust', 'histories.json')
/** The share of the faults that must be found. */
const ENOUGH = 0.95

/** Looks for faults of sequence and concurrency with histories. Returns whether enough are found. */
export async function performHistories(ids: readonly string[], workers: number): Promise<boolean> {
  const results: Result[] = []
  await performTasks(
    ids.map((fault) => ({ kind: 'histories', fault })),
    {
      workers,
      atATime: AT_A_TIME,
      onResult: (result) => {
        results.push(result)
        process.stdout.write(`${rowOf(result)}\n`)
      },
    },
  )
  await writeAtomically(FILE, `${JSON.stringify(results, undefined, 2)}\n`)
  for (const line of figuresOf(results)) process.stdout.write(`${line}\n`)
  return results.filter(({ fate }) => fate === 'killed').length >= ENOUGH * ids.length
}

/** What the cloud does wrong with a fault. */
export function sentenceOf(id: string): string {
  const known = Object.entries(SEQUENCE_FAULTS).find(([name]) => name === id)
  return known === undefined ? '' : `the cloud ${known[1].sentence}`
}
