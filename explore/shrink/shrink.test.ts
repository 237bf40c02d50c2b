import { describe, expect, it } from 'vitest'
import { CutShortError } from '../cut-short.ts'
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
const TRIES = 150
const detaches = ({ lanes }: History): number => lanes.flat().filter((one) => one === detach).length

describe('shrinking', () => {
  it('leaves out whatever is not needed', async () => {
    const attempt = async (history: History) => tried(history, detaches(history) === 2)
    const { tried: smallest, broken } = await shrink(tried(LONG, true), attempt, TRIES)
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
    await shrink(tried(LONG, true, 2), attempt, TRIES)
    expect(seen[1]?.lanes).toEqual([LONG.lanes[0]?.slice(0, 3), LONG.lanes[1]])
  })

  it('of a race ends with what shows it more than once', async () => {
    let turn = 0
    const attempt = async (history: History) => {
      turn += 1
      return tried(history, history.lanes.length === 2 && turn % 2 === 0)
    }
    const { tried: smallest, broken, of } = await shrink(tried(LONG, true), attempt, TRIES)
    expect(smallest.history.lanes.map((lane) => lane.length)).toEqual([1, 1])
    expect(of).toBe(5)
    expect(broken).toBeGreaterThanOrEqual(2)
  })

  it.each([
    [0, 0, 0, 7],
    [1, 1, 1, 7],
    // One try of the whole, three before it is made smaller, then smaller ones.
    [4, 4, 4, 7],
    [15, 0, 0, 3],
  ])(
    'that is cut short after %i tries has the smallest history so far',
    async (tries, broken, of, length) => {
      let left = tries
      const attempt = async (history: History) => {
        if (left === 0) throw new CutShortError({ code: 'interrupted' })
        left -= 1
        return tried(history, detaches(history) === 2)
      }
      const found = await shrink(tried(LONG, true), attempt, TRIES)

      expect(found).toMatchObject({ broken, of, cutShort: { code: 'interrupted' } })
      expect(found.tried.history.lanes.flat()).toHaveLength(length)
      expect(found.calls).toBe(length)
    },
  )

  it('counts no try that was cut short as a repetition', async () => {
    let left = 200
    const attempt = async (history: History) => {
      if (left === 0) throw new CutShortError({ code: 'interrupted' })
      left -= 1
      return tried(history, detaches(history) === 2)
    }
    const whole = await shrink(tried(LONG, true), attempt, TRIES)
    const needed = 200 - left
    left = needed - 2
    const cut = await shrink(tried(LONG, true), attempt, TRIES)

    expect(whole.cutShort).toBeUndefined()
    expect(cut.tried.history).toEqual(whole.tried.history)
    expect(cut.of).toBeGreaterThanOrEqual(3)
    expect(cut.broken).toBe(cut.of)
  })

  it('keeps what never shows again', async () => {
    const attempt = async (history: History) => tried(history, false)
    const { tried: smallest, broken } = await shrink(tried(LONG, true), attempt, TRIES)
    expect(smallest.history).toEqual(LONG)
    expect(broken).toBe(0)
  })
})
