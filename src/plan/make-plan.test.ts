import { describe, expect, test } from 'vitest'
import { offeringOnly } from '../discover/offered-microversions.ts'
import { SAMPLE_TARGET as TARGET } from '../discover/sample-target.ts'
import type { Target } from '../discover/target.ts'
import { defaultDocuments } from '../openapi/choose-documents.ts'
import type { OperationId, Requirement, RequirementId } from '../openapi/contract.ts'
import { loadContracts } from '../openapi/load-contract.ts'
import { microversion } from '../openapi/microversion.ts'
import { makePlan, type PlanRequest } from './make-plan.ts'

const contracts = defaultDocuments(loadContracts())
const requirements = [...contracts.values()]
  .flatMap((contract) => contract.operations)
  .flatMap((operation) => operation.requirements)

describe('a plan', () => {
  test('has at least one case of every requirement, and each case once', () => {
    const cases = makePlan(request())

    expect(new Set(cases.map(({ requirement }) => requirement)).size).toBe(requirements.length)
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
  })

  test('names cases by requirement and microversion', () => {
    const [first, ...others] = planOf('compute.show:404:not-attached', {
      selection: { kind: 'edges' },
    })

    expect(first).toEqual({
      id: 'compute.show:404:not-attached@2.1',
      requirement: 'compute.show:404:not-attached',
      operation: 'compute.show',
      status: 404,
      level: 'MUST',
      persona: 'member',
      microversion: '2.1',
      title: 'does compute.show:404:not-attached',
    })
    expect(others.map(({ id }) => id)).toEqual(['compute.show:404:not-attached@2.104'])
  })

  test('keeps the order of the contracts, and that of versions within a requirement', () => {
    const order = makePlan(request()).map(({ requirement }) => requirement)

    expect([...new Set(order)]).toEqual(requirements.map(({ id }) => id))
  })

  test('has more cases the more microversions are wanted', () => {
    const [edges = 0, changes = 0, all = 0] = (['edges', 'changes', 'all'] as const).map(
      (kind) => makePlan(request({ selection: { kind } })).length,
    )

    expect(edges).toBeLessThan(changes)
    expect(changes).toBeLessThan(all)
  })

  test('has the first and the last version of a requirement that changes nowhere', () => {
    const cases = planOf('compute.attach:200:one-of-two-at-once')

    expect(cases.map(({ microversion }) => microversion)).toEqual(['2.1', '2.100'])
  })

  test('has nothing that is not wanted', () => {
    const cases = makePlan(request({ wanted: (_, operation) => operation === 'compute.detach' }))

    expect(new Set(cases.map(({ operation }) => operation))).toEqual(new Set(['compute.detach']))
  })

  test('settles nothing on a target that has everything', () => {
    expect(makePlan(request()).filter(({ settled }) => settled !== undefined)).toEqual([])
  })
})

describe('a case is settled before it is run', () => {
  test('as not-applicable when the target has none of the requirement’s microversions', () => {
    const target = {
      ...TARGET,
      identity: offeringOnly(TARGET.identity, {
        compute: { min: microversion('2.1'), max: microversion('2.19') },
      }),
    }

    const cases = planOf('compute.attach:200:shelved-server', { target })

    expect(cases).toMatchObject([
      {
        id: 'compute.attach:200:shelved-server@-',
        settled: {
          verdict: 'not-applicable',
          reason: {
            code: 'microversion-not-offered',
            message: expect.stringMatching(
              /^the requirement applies at 2\.\d+.*, the target offers 2\.1–2\.19$/,
            ),
          },
        },
      },
    ])
    expect(cases[0]).not.toHaveProperty('microversion')
  })

  test('as not-applicable when no version chosen is one of the requirement’s', () => {
    const [planned] = planOf('compute.attach:200:shelved-server', {
      selection: { kind: 'listed', versions: [microversion('2.1')] },
    })

    expect(planned?.settled?.reason.message).toContain('and no chosen version is in both')
  })

  test('as not-tested when its persona is missing', () => {
    const target: Target = {
      ...TARGET,
      personas: { ...TARGET.personas, stranger: { available: false, why: 'no entry was named' } },
    }

    expect(verdictsOf('compute.list:404:foreign-server', { target })).toEqual([
      ['not-tested', 'missing-persona', 'no entry was named'],
    ])
    expect(verdictsOf('compute.list:404:unknown-server', { target })).toEqual([])
  })

  test('as not-tested when the target lacks a feature that it needs', () => {
    const target = without({ available: false, why: 'no such type is visible' })

    expect(verdictsOf('compute.attach:200:multiattach', { target })).toEqual([
      ['not-tested', 'missing-feature', 'no such type is visible'],
    ])
    expect(verdictsOf('compute.attach:200:attached', { target })).toEqual([])
  })

  test('as not-applicable when the target’s owner declares the feature absent', () => {
    const target = without({ available: false, declaredAbsent: true, why: 'declared absent: no' })

    expect(verdictsOf('compute.attach:200:multiattach', { target })).toEqual([
      ['not-applicable', 'feature-absent', 'declared absent: no'],
    ])
  })

  test('as not-tested when no scenario is there, with the condition as its title', () => {
    const [requirement] = requirements
    if (requirement === undefined) throw new TypeError('the contracts are empty')
    const cases = planOf(requirement.id, { scenarios: new Map() })

    expect(new Set(cases.map(({ title }) => title))).toEqual(new Set([requirement.when]))
    expect(verdictsOf(requirement.id, { scenarios: new Map() })).toMatchObject([
      ['not-tested', 'no-scenario', expect.any(String)],
    ])
  })

  test('as not-tested when the cloud lets every role do everything', () => {
    const target = { ...TARGET, restrictsRoles: false }

    const settled = makePlan(request({ target })).filter((planned) => planned.settled !== undefined)

    expect(new Set(settled.map(({ settled }) => settled?.reason.code))).toEqual(
      new Set(['persona-not-restricted']),
    )
    const expected = requirements.filter(
      ({ persona, status }) => status === 403 && (persona === 'reader' || persona === 'guest'),
    )
    expect(expected.length).toBeGreaterThan(3)
    expect(new Set(settled.map(({ requirement }) => requirement))).toEqual(
      new Set(expected.map(({ id }) => id)),
    )
  })

  test('only where the cloud is known to: without a guest to try it, it is tried', () => {
    const target = { ...TARGET, restrictsRoles: 'unknown' } as const

    expect(verdictsOf('compute.list:403:role', { target })).toEqual([])
  })
})

function without(multiattach: Target['features']['multiattach-type']): Target {
  return { ...TARGET, features: { ...TARGET.features, 'multiattach-type': multiattach } }
}

function request(options: Partial<PlanRequest> = {}): PlanRequest {
  return {
    contracts,
    target: TARGET,
    scenarios: new Map(requirements.map(({ id }: Requirement) => [id, { title: `does ${id}` }])),
    selection: { kind: 'changes' },
    wanted: (_: RequirementId, __: OperationId) => true,
    ...options,
  }
}

function planOf(requirement: RequirementId, options: Partial<PlanRequest> = {}) {
  return makePlan(request({ wanted: (id) => id === requirement, ...options }))
}

/** The distinct verdicts that planning gives to cases of a requirement. */
function verdictsOf(requirement: RequirementId, options: Partial<PlanRequest>) {
  const settled = planOf(requirement, options).flatMap(({ settled }) => (settled ? [settled] : []))
  const lines = settled.map(({ verdict, reason }) => [verdict, reason.code, reason.message])
  return [...new Map(lines.map((line) => [line.join(), line])).values()]
}
