import { describe, expect, test } from 'vitest'
import type { Scenario } from '../fixtures/core/case/scenario.ts'
import { definitionsBehind } from '../fixtures/core/definitions/behind.ts'
import { demandOf } from '../fixtures/core/pools/demand.ts'
import type { OperationId, Persona, Requirement } from '../src/openapi/contract.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { scenarios, suites } from './suites.ts'

const operations = [...packagedContracts().values()].flatMap((contract) => contract.operations)
const requirements = operations.flatMap((operation) => operation.requirements)
const all = suites.flatMap((suite) => suite.scenarios)

/**
 * Every status that the API documents name for an operation, in the order of the documents. Those of
 * Block Storage name no 401; that a caller has to have a token is said at the front of its document.
 */
const DOCUMENTED: Readonly<Record<OperationId, readonly number[]>> = {
  'compute.list': [200, 401, 403, 404],
  'compute.attach': [200, 202, 400, 401, 403, 404, 409],
  'compute.show': [200, 401, 403, 404],
  'compute.update': [202, 400, 401, 403, 404, 409],
  'compute.detach': [202, 400, 401, 403, 404, 409],
  'block-storage.delete': [200, 400, 401, 404, 409],
  'block-storage.show': [200, 400, 401, 404],
  'block-storage.list-detail': [200, 400, 401],
  'block-storage.list': [200, 400, 401],
  'block-storage.create': [200, 400, 401, 404],
  'block-storage.update': [200, 400, 401, 404, 409],
  'block-storage.complete': [204, 400, 401, 404],
  'block-storage.accept-transfer': [202, 400, 413],
  'block-storage.create-transfer': [202, 400],
  'block-storage.list-transfers': [200],
  'block-storage.show-transfer': [200],
  'block-storage.delete-transfer': [202],
  'block-storage.list-transfers-detail': [200],
  'image.add-tag': [204, 400, 401, 403, 404, 413],
  'image.delete-tag': [204, 400, 401, 403, 404],
}

describe('the suites and the contracts', () => {
  test('have a scenario for each requirement, and none without one', () => {
    expect(all.map((scenario) => scenario.requirement).sort()).toEqual(
      requirements.map(({ id }) => id).sort(),
    )
  })

  test('have at most one scenario for a requirement', () => {
    expect(scenarios.size).toBe(all.length)
  })

  test('go through the operations in the order of the documents', () => {
    const inOrder = suites.map((suite) => suite.operation)
    const neighbours = inOrder.filter((id, index) => id !== inOrder[index - 1])
    expect(neighbours).toEqual(Object.keys(DOCUMENTED))
    expect(operations.map(({ id }) => id)).toEqual(Object.keys(DOCUMENTED))
  })

  test.each(Object.entries(DOCUMENTED))('test every status of %s', (id, statuses) => {
    const tested = requirements.filter(({ operation, level, absent }) => {
      return operation === id && level === 'MUST' && absent === undefined
    })
    expect([...new Set(tested.map(({ status }) => status))].sort()).toEqual(statuses)
  })
})

describe.each(requirements.map((requirement) => [requirement.id, requirement] as const))(
  'the scenario of %s',
  (_, requirement) => {
    const scenario = scenarioOf(requirement)

    test('asks for the persona of the requirement and for no other', () => {
      expect(actors(scenario)).toEqual([requirement.persona])
    })

    test('asks for fixtures with exactly the features that the requirement needs', () => {
      expect(features(scenario)).toEqual(requirement.needs.map(fixtureFeature).sort())
    })
  },
)

describe('what a scenario needs at a time', () => {
  test.each(all.map((scenario) => [scenario.requirement, scenario] as const))(
    'is within the smallest budget that the manual names, and one state, for %s',
    (_, scenario) => {
      for (const [kind, count] of demandOf(scenario).leases) {
        expect(count).toBeLessThanOrEqual(kind.within({ server: 2, volume: 4, image: 2 }))
      }
    },
  )
})

describe('titles', () => {
  test.each(Object.keys(DOCUMENTED))('are different within %s', (id) => {
    const titles = suites
      .filter(({ operation }) => operation === id)
      .flatMap(({ scenarios }) => scenarios.map(({ title }) => title))
    expect(new Set(titles).size).toBe(titles.length)
  })

  test.each(all.map((scenario) => [scenario.title]))('"%s" is a part of a sentence', (title) => {
    expect(title).toMatch(/^[a-z]/)
    expect(title).not.toMatch(/[.!?\s]$/)
  })
})

function scenarioOf({ id }: Requirement): Scenario {
  const scenario = scenarios.get(id)
  if (scenario === undefined) throw new TypeError(`no scenario for ${id}`)
  return scenario
}

/** The personas that send requests in a scenario; not those that only create its prerequisites. */
function actors({ definitions, asksFor }: Scenario): Persona[] {
  const personas = asksFor
    .map((name) => definitions[name]?.persona)
    .filter((persona) => persona !== undefined)
  return [...new Set(personas)]
}

/** Features of the fixtures, and of what these are made of. */
function features(scenario: Scenario): string[] {
  const found = [...definitionsBehind(scenario).values()].flatMap(({ feature }) => feature ?? [])
  const swap = scenario.asksFor.includes('directSwap') ? ['direct swap'] : []
  return [...new Set([...found, ...swap])].sort()
}

/** The feature of the fixture for a need: one fixture finds out both ways in which clouds treat a swap. */
function fixtureFeature(need: string): string {
  return need === 'direct-swap' || need === 'direct-swap-refused' ? 'direct swap' : need
}
