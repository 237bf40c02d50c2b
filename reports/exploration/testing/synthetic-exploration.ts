import { syntheticRecord } from '../../synthetic/synthetic-record.ts'
import type {
  ExplorationReport,
  ReachedState,
  ShownCall,
  ShownHistory,
} from '../exploration-report.ts'

const HOSTILE = '<script>alert(1)</script> \u202e"&\u0007'

const call = (lane: number, words: string, status: number, sentMs: number): ShownCall => ({
  ...{ lane, words, status, sentMs, answeredMs: sentMs + 40 + lane * 3.3 },
  exchange: `e${lane}-${sentMs}`,
})

const CALLS = [
  call(0, 'attach volume 0 to server 0 at 2.60', 200, 0.1),
  call(1, 'attach volume 0 to server 1 at 2.101', 202, 0.4),
  call(0, 'show volume 0 at 3.54', 200, 45),
  call(1, `delete attachment 1 of volume 0 at 3.27 ${HOSTILE}`, 409, 90),
]

const history = (number: number, verdict: ShownHistory['verdict']): ShownHistory => ({
  group: `history ${number}`,
  at: `2026-11-20T10:00:0${number}.000Z`,
  ...{ lanes: 2, calls: CALLS, looks: 12, verdict, isGenerated: number < 4 },
})

const reached = (
  operation: string,
  state: string,
  status: number,
  surely: number,
): ReachedState => ({
  ...{ operation, state, status, surely, perhaps: 3 },
})

/** The report of an exploration that has found something, with a hostile text from the target. */
export function syntheticExploration(): ExplorationReport {
  const atRest = { code: 'broken', rule: 'attached-twice', message: `seen: ${HOSTILE}` } as const
  const histories = [
    history(1, { code: 'consistent' }),
    history(2, { code: 'undecided', message: `an answer was lost ${HOSTILE}` }),
    history(3, { code: 'broken', rule: 'answer', message: 'no order explains it', call: 3 }),
    history(4, { code: 'consistent' }),
    history(5, atRest),
  ]
  const smallest = history(5, atRest)
  return {
    record: syntheticRecord(),
    order: { kind: 'generated', seed: 7, lanes: 4, length: 12 },
    counts: { histories: 3, calls: 12, undecided: 1 },
    histories: [...histories.slice(0, 4), smallest],
    found: { history: smallest, broken: 4, of: 5 },
    known: [{ erratum: 'compute.list:attachment-without-id', histories: 2 }],
    coverage: [
      reached('compute.attach', 'server active, volume available, at no server', 200, 4),
      reached('compute.attach', 'server active, volume in-use, at another server', 400, 0),
      reached('compute.attach (another project)', 'server gone, volume gone, at no server', 404, 1),
      reached('compute.list', 'server active', 200, 2),
      reached('volume.show', 'volume available', 200, 9),
    ],
    head: '0'.repeat(32),
  }
}
