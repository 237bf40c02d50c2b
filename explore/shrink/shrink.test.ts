import { describe, expect, it } from 'vitest'
import type { History } from '../history/history.ts'
import type { Step } from '../history/step.ts'
import type { HistoryVerdict } from '../judge/verdict.ts'
import type { TriedHistory } from '../try-history.ts'
import { shrink } from './shrink.ts'

const show = (volume: number): Step => ({ op: 'volume.show', volume, microversion: '3.27' })
const detach: Step = { op: 'compute.detach', server: 0, volume: 0, microversion: '2.1' }

const tried = (history: History, isBroken: boolean, call?: number): TriedHistory => {
  const verdict: HistoryVerdict = isBroken
    ? { code: 'broken', rule: 'answer', message: '', ...(call !== undefined && { call }) }
    : { code: 'consistent' }
  const calls = history.lanes.flatMap((steps, lane) =>
    steps.map((step, at) => ({
      ...{ lane, place: at, call: { step, status: 200, shown: {} }, exchange: '' },
      ...{ sentMs: at * 10, answeredMs: at * 10 + 5 },
    })),
  )
  return { history, timeline: { calls, ends: [] }, verdict }
}

const LONG: History = {
  servers: 2,
  volumes: [{ multiattach: false }, { multiattach: true }],
  lanes: [
    [show(0), show(0), detach, show(0)],
    [show(0), detach, show(0)],
  ],
}
const limits = { tries: 150, isOver: () => false }
const detaches = ({ lanes }: History): number => lanes.flat().filter((one) => one === detach).length

describe('shrinking', () => {
  it('leaves out whatever is not needed', async () => {
    const attempt = async (history: History) => tried(history, detaches(history) === 2)
    const { tried: smallest, broken } = await shrink(tried(LONG, true), attempt, limits)
    expect(smallest.history).toEqual({
      servers: 1,
      volumes: [{ multiattach: false }],
      lanes: [[detach, detach]],
    })
    expect(broken).toBe(5)
  })

  it('leaves out first what came after the answer that is wrong', async () => {
    const seen: History[] = []
    const attempt = async (history: History) => {
      seen.push(history)
      return tried(history, detaches(history) > 0)
    }
    await shrink(tried(LONG, true, 2), attempt, limits)
    expect(seen[1]?.lanes).toEqual([LONG.lanes[0]?.slice(0, 3), LONG.lanes[1]])
  })

  it('of a race ends with what shows it more than once', async () => {
    let turn = 0
    const attempt = async (history: History) => {
      turn += 1
      return tried(history, history.lanes.length === 2 && turn % 2 === 0)
    }
    const { tried: smallest, broken, of } = await shrink(tried(LONG, true), attempt, limits)
    expect(smallest.history.lanes.map((lane) => lane.length)).toEqual([1, 1])
    expect(of).toBe(5)
    expect(broken).toBeGreaterThanOrEqual(2)
  })

  it('keeps what never shows again', async () => {
    const attempt = async (history: History) => tried(history, false)
    const { tried: smallest, broken } = await shrink(tried(LONG, true), attempt, limits)
    expect(smallest.history).toEqual(LONG)
    expect(broken).toBe(0)
  })
})
