import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RunBook } from '../../src/journal/record/run-book.ts'
import { CASE_VERDICTS } from '../../src/judge/verdict.ts'
import { SYNTHETIC_PLAN, syntheticEvents } from '../synthetic/synthetic-events.ts'
import { worstVerdict } from './requirement-verdict.ts'
import { resultsOf } from './results.ts'
import { resultsSchema } from './results-schema.ts'
import { verdictCounts } from './verdict-counts.ts'

function record(events = syntheticEvents()) {
  const book = new RunBook('synthetic')
  for (const event of events) book.enter(event)
  return book.close()
}

describe('results.json', () => {
  const results = resultsOf(record())

  it('match their schema', () => {
    expect(resultsSchema.parse(JSON.parse(JSON.stringify(results)))).toEqual(results)
  })

  it('add up to the plan', () => {
    const sum = Object.values(verdictCounts(results)).reduce((a, b) => a + b, 0)

    expect(results.counts.cases).toBe(SYNTHETIC_PLAN.length)
    expect(sum).toBe(SYNTHETIC_PLAN.length)
    expect(results.requirements.flatMap(({ cases }) => cases).sort()).toEqual(
      SYNTHETIC_PLAN.map(({ id }) => id).sort(),
    )
  })

  it('give each requirement the worst verdict of its cases', () => {
    const verdictOf = (id: string) => results.requirements.find((each) => each.id === id)?.verdict

    expect(verdictOf('compute.list:200:listed')).toBe('failed')
    expect(verdictOf('compute.attach:404:no-boat')).toBe('error')
    expect(verdictOf('compute.attach:403:reader-refused')).toBe('not-tested')
    expect(verdictOf('block-storage.create:404:no-boat')).toBe('waived')
    expect(verdictOf('compute.attach:409:device-hint')).toBe('passed')
    expect(verdictOf('compute.list:400:bad-limit')).toBe('not-applicable')
  })

  it('have the cost of the run and its leftovers', () => {
    expect(results.verdict).toBe('non-conformant')
    expect(results.resources.created).toEqual({ server: 1, volume: 1 })
    expect(results.resources.leaked).toMatchObject([{ kind: 'volume', id: '22bb' }])
    expect(results.timing).toMatchObject({ wallMs: 92_000, requests: 88, waitMs: 44 * 250 })
  })

  it('are refused when a planned case has no verdict', () => {
    const events = syntheticEvents().filter(
      (event) => event.type !== 'case-finished' || event.case !== 'compute.attach:200:attached@2.1',
    )

    expect(() => resultsOf(record(events))).toThrow('compute.attach:200:attached@2.1')
  })

  it('are inconclusive for a run that was cut short', () => {
    const cut = resultsOf(record(syntheticEvents().slice(0, 8)))

    expect(cut).toMatchObject({ verdict: 'inconclusive', interrupted: true })
    expect(cut.counts.cases).toBe(SYNTHETIC_PLAN.length)
  })
})

describe('the worst of several verdicts', () => {
  const some = fc.array(fc.constantFrom(...CASE_VERDICTS), { minLength: 1 })

  it('is one of them and does not depend on their order or number', () => {
    fc.assert(
      fc.property(some, (verdicts) => {
        const worst = worstVerdict(verdicts)
        expect(verdicts).toContain(worst)
        expect(worstVerdict([...verdicts, ...verdicts].reverse())).toBe(worst)
      }),
    )
  })

  it('is passed only when all others are passed or not applicable', () => {
    fc.assert(
      fc.property(some, (verdicts) => {
        fc.pre(worstVerdict(verdicts) === 'passed')
        expect(new Set([...verdicts, 'passed', 'not-applicable']).size).toBe(2)
      }),
    )
  })
})
