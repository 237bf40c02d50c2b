import type { RecordedWait, RunRecord } from '../../src/journal/record/run-record.ts'
import type { SiteRun } from './site-run.ts'

/** Names and ids, which differ in each run, and what follows from data of a case. */
const NAMES = /\b(?:attest-[\w-]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g

/** Fewer are no distribution. */
const LEAST = 5

/** How long the target took from state to state, from the most frequent, as the run has seen it. */
export function latencyOf({ cases }: Pick<RunRecord, 'cases'>): SiteRun['latency'] {
  const times = new Map<string, number[]>()
  for (const { waits } of cases) {
    for (const wait of waits) {
      const what = inGeneral(wait)
      times.set(what, [...(times.get(what) ?? []), wait.ms])
    }
  }
  return [...times]
    .filter(([, ms]) => ms.length >= LEAST)
    .map(([what, ms]) => ({ what, ...distribution(ms) }))
    .toSorted((a, b) => b.times - a.times || (a.what < b.what ? -1 : 1))
}

function inGeneral(wait: RecordedWait): string {
  return wait.for
    .replaceAll(NAMES, '')
    .replace(/ being attached to\b.*/, ' being attached')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function distribution(ms: readonly number[]) {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return { times: ms.length, medianMs: at(0.5), slowMs: at(0.95), mostMs: sorted.at(-1) ?? 0 }
}
