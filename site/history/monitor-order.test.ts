import { expect, it } from 'vitest'
import { madeJudgement, madeRun, PROMISES } from '../testing/made-runs.ts'
import { monitorOrder } from './monitor-order.ts'
import type { RunOfSite } from './run-of-site.ts'
import { historyOf } from './target-history.ts'

const CASES = PROMISES.map((requirement) => {
  const [operation = '', status] = requirement.split(':')
  return {
    id: `${requirement}@2.1`,
    requirement,
    operation,
    status: Number(status),
    microversion: '2.1',
  }
})
const ids = (cases: readonly { readonly requirement: string }[]) =>
  cases.map(({ requirement }) => requirement)

function at(startedAt: string, run: RunOfSite['run']): RunOfSite {
  const kept = { target: 'lab', data: run.run, judgement: null, bundle: null, run: run.run }
  return {
    ...{ run: { ...run, startedAt }, judgement: madeJudgement(run), target: 'lab', suite: 'a' },
    kept: { ...kept, ...{ startedAt, takenAt: startedAt, verdict: run.verdict, now: null } },
  }
}

/** A run of some of the promises only. */
function partial(name: string, wanted: readonly string[], broken: readonly string[] = []) {
  const verdicts = Object.fromEntries(broken.map((id) => [id, 'failed' as const]))
  const run = madeRun(name, { verdicts })
  const own = Object.entries(run.promises).filter(([id]) => wanted.includes(id))
  return { ...run, promises: Object.fromEntries(own) }
}

const NOW = Date.parse('2026-11-10T00:00:00.000Z')
const [ATTACHED, IN_USE, LOCKED, UNKNOWN] = PROMISES

it('takes one of each cell in turn, where nothing is known', () => {
  expect(ids(monitorOrder(CASES, undefined, NOW))).toEqual([ATTACHED, IN_USE, UNKNOWN, LOCKED])
})

it('begins with cells that were tested longest ago or never', () => {
  const history = historyOf([
    at('2026-11-01T00:00:00.000Z', partial('one', [ATTACHED])),
    at('2026-11-02T00:00:00.000Z', partial('two', [IN_USE])),
  ])
  expect(ids(monitorOrder(CASES, history, NOW))).toEqual([UNKNOWN, ATTACHED, IN_USE, LOCKED])
})

it('looks at a new case of a cell again before the next new one', () => {
  const cell = CASES.filter(({ requirement }) => requirement.startsWith('compute.attach:409:'))
  const days = [
    at('2026-11-01T00:00:00.000Z', partial('one', [IN_USE])),
    at('2026-11-02T00:00:00.000Z', partial('two', [IN_USE])),
    at('2026-11-03T00:00:00.000Z', partial('three', [LOCKED])),
  ] as const
  const firstAfter = (...runs: readonly [RunOfSite, ...RunOfSite[]]) =>
    ids(monitorOrder(cell, historyOf(runs), NOW))[0]

  expect(firstAfter(days[0])).toBe(IN_USE)
  expect(firstAfter(days[0], days[1])).toBe(LOCKED)
  expect(firstAfter(...days)).toBe(IN_USE)
})

it('looks first at what has changed lately, and no more after two weeks', () => {
  const history = historyOf([
    at('2026-11-01T00:00:00.000Z', partial('one', PROMISES)),
    at('2026-11-02T00:00:00.000Z', partial('two', PROMISES, [UNKNOWN])),
  ])
  expect(ids(monitorOrder(CASES, history, NOW))[0]).toBe(UNKNOWN)
  expect(ids(monitorOrder(CASES, history, NOW + 30 * 86_400_000))[0]).toBe(ATTACHED)
})
