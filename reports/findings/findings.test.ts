import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Shortfall } from '../../src/judge/shortfall.ts'
import type { Reason } from '../../src/judge/verdict.ts'
import type { Violation } from '../../src/judge/violation.ts'
import { violationLine } from '../../src/judge/violation-line.ts'
import { syntheticLookup } from '../synthetic/synthetic-operations.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { findingsOf } from './findings.ts'
import { exchangeOf, lookup, runOf, type SaidCase } from './testing/failing-run.ts'

const missing = (at: string): Violation => ({
  ...{ code: at.startsWith('header') ? 'missing-header' : 'missing-property', at },
  ...{ rule: '/paths', expected: 'it', got: 'none' },
})
const wrong = (code: Reason['code'], message: string, shortfall?: Shortfall): Reason => ({
  ...{ code, message },
  ...(shortfall && { shortfall }),
})
const NO_DEVICE: Shortfall = {
  ...{ kind: 'value', place: '/volumeAttachment/device', rule: 'missing', found: 'missing' },
}
const shown = { volumeAttachment: { id: 'a', volumeId: 'b' } }
const SHOWN = { operation: 'compute.show', body: shown } as const

const WITHOUT_DEVICE: readonly SaidCase[] = [
  {
    requirement: 'compute.attach:200:attached',
    at: '2.1',
    reason: wrong(
      'wrong-content',
      'the server shows no device of volume 6fdab5b2-37ca-4216-9ccb-3245c3f3f658',
      NO_DEVICE,
    ),
    exchanges: [{ operation: 'compute.attach', method: 'POST' }, SHOWN],
  },
  {
    requirement: 'compute.show:200:same-as-listed',
    at: '2.1',
    reason: wrong(
      'wrong-content',
      'compute.show at 2.1 answers what is not among the volumeAttachments',
    ),
    exchanges: [SHOWN],
  },
  ...['2.1', '2.89'].map((at) => ({
    requirement: 'compute.show:200:device' as const,
    at,
    reason: wrong(
      'wrong-content',
      `compute.show at ${at} answered 200, but /volumeAttachment/device should be the name of a device and is missing`,
      NO_DEVICE,
    ),
    exchanges: [SHOWN],
  })),
]

describe('one cause', () => {
  it('is one finding, led by the promise that is about it', () => {
    const [finding, ...others] = findingsOf(runOf(...WITHOUT_DEVICE), lookup)

    expect(others).toEqual([])
    expect(finding).toMatchObject({ id: 'F1', kind: 'broken' })
    expect(finding?.title).toBe('compute.show: /volumeAttachment/device is missing')
    expect(finding?.cases.map(({ planned }) => planned.id)).toEqual([
      'compute.show:200:device@2.1',
      'compute.attach:200:attached@2.1',
      'compute.show:200:same-as-listed@2.1',
      'compute.show:200:device@2.89',
    ])
  })

  it('of a change that does not come is one, whoever waited for it', () => {
    const cases = ['', ' after use'].map((when) => ({
      requirement: 'compute.detach:202:detached' as const,
      at: '2.1',
      reason: wrong('wrong-state', 'the volume did not become available', {
        kind: 'effect',
        found: `the volume becoming available${when} did not happen within 10 s`,
      }),
      exchanges: [{ operation: 'compute.detach' as const, method: 'DELETE', status: 202 }],
    }))

    expect(findingsOf(runOf(...cases), lookup)).toHaveLength(1)
  })

  it('is seen in an answer that several cases share, of which their reasons tell', () => {
    const violations = [missing('/volumeAttachment/device')]
    const shared = exchangeOf({ ...SHOWN, violations, phase: 'arrange' }, 'shared', '2.89')
    const line = violationLine(shared.exchange, missing('/volumeAttachment/device'), 0)
    const inherited = ['2.1', '2.89'].map((at, index) => ({
      requirement: 'compute.list:200:several-volumes' as const,
      at,
      reason: wrong('contract-violation', index === 0 ? line : `${line} (and 1 more)`),
      exchanges: [{ operation: 'compute.list' as const, body: { volumeAttachments: [] } }],
    }))
    const run = runOf(...WITHOUT_DEVICE, ...inherited)
    const [finding, ...others] = findingsOf({ ...run, sharedExchanges: [shared] }, lookup)

    expect(others).toEqual([])
    expect(finding?.title).toBe('compute.show: /volumeAttachment/device is missing')
    expect(finding?.cases).toHaveLength(WITHOUT_DEVICE.length + inherited.length)
  })

  it('of two fields that are missing in the same answers is named once', () => {
    const violations = [
      missing('/volumeAttachments/0/id'),
      missing('/volumeAttachments/0/serverId'),
    ]
    const [finding, ...others] = findingsOf(
      runOf({
        requirement: 'compute.list:200:listed',
        at: '2.1',
        reason: wrong('contract-violation', 'compute.list: missing-property'),
        exchanges: [{ operation: 'compute.list', violations }],
      }),
      lookup,
    )

    expect(others).toEqual([])
    expect(finding).toMatchObject({
      title: 'compute.list: /volumeAttachments/*/id is missing',
      alsoAt: ['/volumeAttachments/*/serverId'],
    })
  })

  it('of all operations of a service is one finding where it is a header', () => {
    const violated = (operation: 'compute.list' | 'compute.show'): SaidCase => ({
      requirement: `${operation}:200:listed`,
      at: '2.1',
      reason: wrong('contract-violation', 'missing-header'),
      exchanges: [{ operation, violations: [missing('header x-request-id')] }],
    })
    const [finding, ...others] = findingsOf(
      runOf(violated('compute.list'), violated('compute.show')),
      lookup,
    )

    expect(others).toEqual([])
    expect(finding?.title).toBe('compute: header x-request-id is missing')
  })

  it('is not mixed with another that the same cases have seen', () => {
    const both = [missing('/volumeAttachment/tag'), missing('header x-request-id')]
    const contract = wrong('contract-violation', 'broken')
    const findings = findingsOf(
      runOf(
        {
          ...{ requirement: 'compute.show:200:tag', at: '2.70', reason: contract },
          exchanges: [{ operation: 'compute.show', violations: both }],
        },
        ...['2.1', '2.70'].map((at) => ({
          ...{ requirement: 'compute.show:200:device' as const, at, reason: contract },
          exchanges: [
            { operation: 'compute.show' as const, violations: [missing('header x-request-id')] },
          ],
        })),
      ),
      lookup,
    )

    expect(findings.map(({ title, cases, seenToo }) => [title, cases.length, seenToo])).toEqual([
      ['compute.show: header x-request-id is missing', 2, ['compute.show:200:tag@2.70']],
      ['compute.show: /volumeAttachment/tag is missing', 1, []],
    ])
  })

  it('takes the errors and blocked cases that follow from it', () => {
    const refused = { operation: 'compute.attach', method: 'POST', status: 400 } as const
    const [finding, ...others] = findingsOf(
      runOf(
        {
          requirement: 'compute.attach:200:attached',
          at: '2.1',
          reason: wrong(
            'wrong-status',
            'compute.attach at 2.1 should answer 200 and answered 400',
            {
              ...{ kind: 'status', expected: 200, got: 400 },
            },
          ),
          exchanges: [refused],
        },
        {
          requirement: 'compute.detach:202:detached',
          ...{ at: '2.1', verdict: 'error' },
          reason: wrong('setup-failed', 'attaching a volume answered 400'),
          exchanges: [{ ...refused, phase: 'arrange' }],
        },
        {
          requirement: 'compute.detach:202:detached',
          ...{ at: '2.60', verdict: 'not-tested' },
          reason: {
            ...wrong('blocked', 'another case has failed'),
            blockedBy: 'compute.attach:200:attached@2.1',
          },
        },
      ),
      lookup,
    )

    expect(others).toEqual([])
    expect(finding?.title).toBe('compute.attach answers 400')
    expect(finding?.follows.map(({ verdict }) => verdict)).toEqual(['error', 'not-tested'])
  })

  it('is not inferred where a target accepts what it should refuse', () => {
    const accepted = (requirement: `compute.attach:${409}:${string}`): SaidCase => ({
      ...{ requirement, at: '2.1' },
      reason: wrong('wrong-status', 'compute.attach at 2.1 should answer 409 and answered 200', {
        ...{ kind: 'status', expected: 409, got: 200 },
      }),
      exchanges: [{ operation: 'compute.attach', method: 'POST' }],
    })
    const findings = findingsOf(
      runOf(accepted('compute.attach:409:locked'), accepted('compute.attach:409:in-use')),
      lookup,
    )

    expect(findings.map(({ cases }) => cases.length)).toEqual([1, 1])
  })
})

const uuid = fc.uuid()
const version = fc.constantFrom('2.1', '2.60', '2.79', '2.104')
const template = fc.constantFrom<(id: string, at: string) => string>(
  (id) => `the server shows no device of volume ${id}`,
  (id, at) => `compute.show at ${at} should answer 404 and answered 500 (no volume ${id})`,
  (id, at) => `compute.list at ${at} lists 3 volumeAttachments, but none with {"volumeId":"${id}"}`,
  (id) =>
    `the volume attest-20310504-${id.slice(0, 4)} should become available at 2031-05-04T10:00:00Z`,
)
const said = fc.record({
  operation: fc.constantFrom('compute.show', 'compute.list', 'compute.attach'),
  slug: fc.constantFrom('device', 'attached-volume', 'listed', 'attached'),
  code: fc.constantFrom<Reason['code']>(
    'wrong-status',
    'wrong-content',
    'wrong-state',
    'contract-violation',
  ),
  verdict: fc.constantFrom('failed', 'passed', 'error', 'not-tested'),
  places: fc.array(
    fc.constantFrom('/volumeAttachment/device', '/volumeAttachments/0/id', 'header x'),
    {
      maxLength: 3,
    },
  ),
  at: version,
  template,
})
type Said = typeof said extends fc.Arbitrary<infer One> ? One : never

function caseOf(
  { operation, slug, code, verdict, places, at, template }: Said,
  id: string,
  number: number,
): SaidCase {
  const isGet = operation !== 'compute.attach'
  return {
    requirement: `${operation as 'compute.show'}:200:${slug}-${number}`,
    at,
    verdict: verdict as 'failed',
    reason: { code, message: template(id, at) },
    exchanges: [
      {
        operation: operation as 'compute.show',
        method: isGet ? 'GET' : 'POST',
        body: { volumeAttachment: { id } },
        violations: verdict === 'failed' ? places.map(missing) : [],
      },
    ],
  }
}

describe('findings of any run', () => {
  const cases = fc.array(fc.tuple(said, uuid, uuid), { maxLength: 25 })

  it('have each failed case and each error once', () => {
    fc.assert(
      fc.property(cases, (all) => {
        const run = runOf(...all.map(([one, id], number) => caseOf(one, id, number)))
        const findings = findingsOf(run, lookup)
        const wanted = (verdict: string) =>
          run.cases.filter((each) => each.verdict === verdict).map(({ planned }) => planned.id)
        const counted = findings.flatMap(({ cases, follows }) => [...cases, ...follows])
        const ids = (verdict: string) =>
          counted.filter((each) => each.verdict === verdict).map(({ planned }) => planned.id)

        expect(ids('failed').sort()).toEqual(wanted('failed').sort())
        expect(ids('error').sort()).toEqual(wanted('error').sort())
        expect(findings.map(({ id }) => id)).toEqual(findings.map((_, index) => `F${index + 1}`))
      }),
    )
  })

  it('are the same, in the same order, whatever the ids are', () => {
    fc.assert(
      fc.property(cases, (all) => {
        const keys = (pick: 1 | 2) =>
          findingsOf(
            runOf(...all.map((one, number) => caseOf(one[0], one[pick], number))),
            lookup,
          ).map(({ key, cases }) => [key, cases.map(({ planned }) => planned.id)])

        expect(keys(1)).toEqual(keys(2))
      }),
    )
  })

  it('list recommendations and errors after what counts for the verdict', () => {
    const kinds = findingsOf(syntheticRecord(), syntheticLookup).map(({ kind, title }) => [
      kind,
      title,
    ])

    expect(kinds).toEqual([
      ['broken', 'compute.attach answers a success where it should refuse with 409'],
      ['broken', 'compute.list: /volumeAttachments/*/hull is there and should not be'],
      ['error', expect.stringContaining('transport: connection reset')],
    ])
  })
})
