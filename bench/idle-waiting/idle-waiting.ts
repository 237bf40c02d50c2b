import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { codeFile } from '../../src/package-root.ts'
import { freshFolder } from '../fresh-folder.ts'
import type { Measurement } from '../measurement.ts'
import { startCloud } from '../reference/cloud-process.ts'
import { quantile } from '../statistics.ts'
import type { Subject } from '../subject.ts'
import { type Idleness, idlenessOf, Waits } from './idleness.ts'

/**
 * The lengths of transitions in s, how many of each are waited for, and how many run at a time. Short
 * ones keep the machine busy and would delay others, so fewer of them run at a time, one length after
 * the other. There are more of them, since the p95 of few values depends on a single one.
 */
const SHORT = { lengths: [0.1, 0.3, 1], times: 96, atATime: 8 } as const
const LONG = { lengths: [3, 10, 30], times: 24, atATime: 24 } as const
type Order = typeof SHORT | typeof LONG
const LENGTHS = [...SHORT.lengths, ...LONG.lengths] as const

const LOOKS = 'looks at most'

export const idleWaiting: Measurement = {
  id: 'idle-waiting',
  title: 'Idle waiting',
  explanation:
    'The time from the end of a transition on the cloud until the suite has seen it, over the length ' +
    'of the transition: volumes that are created and deleted by the fixtures, first one, then ' +
    `${SHORT.times} (${SHORT.atATime} at a time) up to 1 s and ${LONG.times} at a time beyond, ` +
    'on a reference cloud whose transitions take so long and which prints when each has ended. ' +
    '5 of 100 waits may lose more than p95. The first wait of each kind has no earlier one to learn ' +
    'from, and is a separate figure.',
  unit: '%',
  conditions: LENGTHS.flatMap((length) => [
    { id: `${length} s, p50` },
    { id: `${length} s, p95`, goal: { atMost: 15 } },
    { id: `${length} s, ${LOOKS}`, goal: { atMost: 12 }, unit: 'looks' },
  ]),
  async *measure(subject, { scratch, say }) {
    const waitsOf = async (length: number, order: Order) => ({
      length,
      waits: await idleness(
        subject,
        await freshFolder(scratch, String(length)),
        length * 1000,
        order,
      ),
    })
    const found: Awaited<ReturnType<typeof waitsOf>>[] = []
    for (const length of SHORT.lengths) {
      say(`transitions of ${length} s`)
      found.push(await waitsOf(length, SHORT))
    }
    say(`transitions of ${LONG.lengths.join(', ')} s at the same time`)
    found.push(...(await Promise.all(LONG.lengths.map((each) => waitsOf(each, LONG)))))
    for (const { length, waits } of found) {
      const idle = waits.map((wait) => wait.idle * 100)
      const looks = waits.map((wait) => wait.looks)
      const first = Math.max(...waits.filter((wait) => wait.isFirst).map((wait) => wait.idle * 100))
      const figures = { waits: waits.length, 'first of its kind %': first }
      yield { condition: `${length} s, p50`, value: quantile(idle, 0.5), figures }
      yield { condition: `${length} s, p95`, value: quantile(idle, 0.95), figures }
      const mean = looks.reduce((sum, count) => sum + count, 0) / looks.length
      yield {
        condition: `${length} s, ${LOOKS}`,
        value: Math.max(...looks),
        figures: { ...figures, 'looks on average': mean },
      }
    }
  },
}

async function idleness(
  subject: Subject,
  folder: string,
  latencyMs: number,
  { times, atATime }: Order,
): Promise<readonly Idleness[]> {
  const cloud = await startCloud({ folder, latencyMs, tellStates: true })
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [
      codeFile('bench', 'idle-waiting', 'waiting.process'),
      subject.root,
      cloud.cloudsFile,
      ...[times, atATime].map(String),
    ])
    return idlenessOf(Waits.parse(JSON.parse(stdout)), cloud.lines)
  } finally {
    await cloud.close()
  }
}
