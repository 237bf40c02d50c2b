import { describe, expect, it } from 'vitest'
import { madeJudgement, madeRun, SUITE } from '../testing/made-runs.ts'
import { type Cause, causeOf, causeOfAll, type Judged } from './attribution.ts'
import { newsOf } from './news-of.ts'
import type { RunOfSite } from './run-of-site.ts'
import { historyOf } from './target-history.ts'
import { transitionsBetween } from './transitions.ts'

const told = (verdict: string) => ({ verdict, code: null, message: null }) as Judged['said']
const judged = (said: string, now?: string, suite = 'a'): Judged => ({
  ...{ said: told(said), suite },
  now: now === undefined ? undefined : told(now),
})

const fineSoFar = (said: string): Judged => ({
  ...judged(said, undefined, 'old'),
  isFineSoFar: true,
})

describe('the cause of a difference', () => {
  const table: readonly (readonly [string, Judged, Judged, Cause | undefined])[] = [
    ['nothing', judged('passed', 'passed'), judged('passed', 'passed'), undefined],
    ['the cloud', judged('passed', 'passed'), judged('failed', 'failed'), 'cloud'],
    ['the cloud, seen by one suite', judged('passed'), judged('failed'), 'cloud'],
    ['the suite before', judged('failed', 'passed', 'old'), judged('passed', 'passed'), 'suite'],
    ['the suite after', judged('passed', 'failed', 'old'), judged('failed', 'failed'), 'suite'],
    ['both', judged('failed', 'passed', 'old'), judged('failed', 'failed'), 'both'],
    ['not known', judged('passed', undefined, 'old'), judged('failed', 'failed'), 'unknown'],
    [
      'a run without a persona',
      judged('passed', 'passed'),
      judged('not-tested', 'not-tested'),
      'run',
    ],
    ['a waiver', judged('failed', 'failed'), judged('waived', 'waived'), 'run'],
    ['the suite, as far as was recorded', fineSoFar('failed'), judged('passed', 'passed'), 'suite'],
    ['not known: it failed later', fineSoFar('passed'), judged('failed', 'failed'), 'unknown'],
    [
      'what an old suite hid',
      judged('passed', 'failed', 'old'),
      judged('passed', 'passed'),
      'both',
    ],
  ]

  it.each(table)('is %s', (_, before, after, cause) => {
    expect(causeOf(before, after)).toBe(cause)
  })

  it('is both where some cases changed with the cloud and others with the suite', () => {
    expect(causeOfAll(['cloud', 'suite'])).toBe('both')
    expect(causeOfAll(['suite', 'suite'])).toBe('suite')
  })
})

const at = (
  startedAt: string,
  run: RunOfSite['run'],
  judgement = madeJudgement(run),
): RunOfSite => ({
  ...{ run: { ...run, startedAt }, judgement, target: 'lab', suite: JSON.stringify(SUITE) },
  kept: {
    ...{ target: 'lab', data: run.run, judgement: null, bundle: null, run: run.run, startedAt },
    ...{ takenAt: startedAt, verdict: run.verdict, now: run.verdict },
  },
})

const BROKEN = 'compute.attach:409:volume-in-use'
const first = at('2026-11-01T10:00:00.000Z', madeRun('one'))
const second = at('2026-11-02T10:00:00.000Z', madeRun('two', { verdicts: { [BROKEN]: 'failed' } }))
const third = at('2026-11-03T10:00:00.000Z', madeRun('three'))

describe('the history of a target', () => {
  it('has what broke and was mended, the newest first', () => {
    const { transitions, standings } = historyOf([third, first, second])

    expect(transitions.map(({ promise, from, to, cause }) => [promise, from, to, cause])).toEqual([
      [BROKEN, 'failed', 'passed', 'cloud'],
      [BROKEN, 'passed', 'failed', 'cloud'],
    ])
    expect(standings.get(BROKEN)?.verdict).toBe('passed')
  })

  it('keeps where a promise stands when a later run does not test it', () => {
    const { [BROKEN]: own = [] } = second.run.promises
    const partial = { ...second.run, run: 'four', promises: { [BROKEN]: own } }
    const { standings } = historyOf([first, at('2026-11-04T10:00:00.000Z', partial)])

    expect(standings.get(BROKEN)?.verdict).toBe('failed')
    expect(standings.get('compute.attach:200:attached')?.run.run.run).toBe('one')
  })

  it('compares cases at the same microversion only', () => {
    const elsewhere = madeRun('five', { verdicts: { [BROKEN]: 'failed' } })
    for (const [outcome] of Object.values(elsewhere.promises)) {
      outcome?.microversions.splice(0, 2, '2.50')
    }
    expect(transitionsBetween(first, at('2026-11-05T10:00:00.000Z', elsewhere))).toEqual([])
  })

  it('calls nothing a change of the cloud that today’s suite judges alike', () => {
    const strict = madeRun('six', { verdicts: { [BROKEN]: 'failed' } })
    const now = madeJudgement(strict, { [`${BROKEN}@2.1`]: 'passed', [`${BROKEN}@2.89`]: 'passed' })
    const [transition] = transitionsBetween(first, at('2026-11-06T10:00:00.000Z', strict, now))

    expect(transition).toMatchObject({ cause: 'suite', from: 'passed', to: 'failed' })
  })
})

describe('the news of a run', () => {
  const told = (history: ReturnType<typeof historyOf>, run: string) =>
    newsOf(history, run).map(({ promise, from, to, cause }) => [promise, from, to, cause])

  it('are the verdicts that have changed with it', () => {
    const history = historyOf([first, second, third])

    expect(told(history, 'one')).toEqual([])
    expect(told(history, 'two')).toEqual([[BROKEN, 'passed', 'failed', 'cloud']])
    expect(told(history, 'three')).toEqual([[BROKEN, 'failed', 'passed', 'cloud']])
  })

  it('are failures of promises that no run before has tested', () => {
    const { [BROKEN]: _, ...others } = first.run.promises
    const history = historyOf([{ ...first, run: { ...first.run, promises: others } }, second])

    expect(told(history, 'two')).toEqual([[BROKEN, null, 'failed', null]])
  })

  it('are not what a run had no requests left for', () => {
    const spent = madeRun('spent', { verdicts: { [BROKEN]: 'not-tested' } })
    const history = historyOf([first, at('2026-11-02T10:00:00.000Z', spent)])

    expect(told(history, 'spent')).toEqual([])
  })
})
