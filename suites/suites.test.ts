import { describe, expect, test } from 'vitest'
import type { Scenario } from '../fixtures/core/case/scenario.ts'
import { definitions, definitionsBehind } from '../fixtures/core/definitions/definitions.ts'
import { demandOf } from '../fixtures/core/pools/lease.ts'
import type { FixtureName } from '../fixtures/volume-attach/fixtures.ts'
import type { OperationId, Persona, Requirement } from '../src/openapi/contract.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { scenarios, suites } from './suites.ts'

const operations = [...packagedContracts().values()].flatMap((contract) => contract.operations)
const requirements = operations.flatMap((operation) => operation.requirements)
const all = suites.flatMap((suite) => suite.scenarios)

/** Every status that the API documents name for an operation, in the order of the documents. */
const DOCUMENTED: Readonly<Record<OperationId, readonly number[]>> = {
  'compute.list': [200, 401, 403, 404],
  'compute.attach': [200, 202, 400, 401, 403, 404, 409],
  'compute.show': [200, 401, 403, 404],
  'compute.update': [202, 400, 401, 403, 404, 409],
  'compute.detach': [202, 400, 401, 403, 404, 409],
  'block-storage.delete': [200, 400, 404, 409],
  'block-storage.show': [200, 400, 404],
  'block-storage.list-detail': [200, 400],
  'block-storage.list': [200, 400],
  'block-storage.create': [200, 400, 404],
  'block-storage.update': [200, 400, 404, 409],
  'block-storage.complete': [204, 400, 404],
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

  test.each(Object.entries(DOCUMENTED))('put every status of %s to the test', (id, statuses) => {
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
      expect(actors(scenario.asksFor)).toEqual([requirement.persona])
    })

    test('asks for fixtures with exactly the features that the requirement needs', () => {
      expect(features(scenario.asksFor)).toEqual(requirement.needs.map(fixtureFeature).sort())
    })
  },
)

describe('what a scenario needs at a time', () => {
  test.each(all.map((scenario) => [scenario.requirement, scenario.asksFor] as const))(
    'is within the smallest budget that the manual names, and one state, for %s',
    (_, asksFor) => {
      const { servers, volumes } = demandOf(asksFor)

      expect(servers).toBeLessThanOrEqual(2)
      expect(volumes.plain).toBeLessThanOrEqual(4)
      expect(volumes.multiattach).toBeLessThanOrEqual(2)
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

/** The personas that act; one that only arranges something is none of them. */
function actors(names: readonly FixtureName[]): Persona[] {
  const personas = names
    .map((name) => definitions[name].persona)
    .filter((persona) => persona !== undefined)
  return [...new Set(personas)]
}

/** Features of the fixtures, and of what these are made of. */
function features(names: readonly FixtureName[]): string[] {
  const found = definitionsBehind(names)
    .map((definition) => definition.feature)
    .filter((feature) => feature !== undefined)
  return [...new Set([...found, ...(names.includes('directSwap') ? ['direct swap'] : [])])].sort()
}

/** Both readings of a swap are found out by one fixture. */
function fixtureFeature(need: string): string {
  return need === 'direct-swap' || need === 'direct-swap-refused' ? 'direct swap' : need
}
