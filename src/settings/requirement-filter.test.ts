import { describe, expect, it } from 'vitest'
import type { OperationId, RequirementId } from '../openapi/contract.ts'
import { type Narrowing, requirementFilter } from './requirement-filter.ts'

const KNOWN = (
  [
    ['compute.attach', '200:attached'],
    ['compute.attach', '409:volume-in-use'],
    ['compute.attach', '409:volume-in-error'],
    ['compute.detach', '409:volume-in-use'],
    ['block-storage.list', '200:own-project'],
  ] as const
).map(([operation, rest]): { id: RequirementId; operation: OperationId } => ({
  operation,
  id: `${operation}:${rest}` as RequirementId,
}))

const GLOB =
  'expected the id of a requirement, or a glob with * for any text and ? for one character'

function chosen(narrowing: Narrowing): string[] {
  const wanted = requirementFilter(narrowing, KNOWN)
  return KNOWN.filter(({ id, operation }) => wanted(id, operation)).map(({ id }) => id)
}

it('selects everything without options', () => {
  expect(chosen({})).toHaveLength(KNOWN.length)
})

it('matches the whole id, with * for any text and ? for one character', () => {
  expect(chosen({ requirement: ['compute.?etach:*'] })).toEqual([
    'compute.detach:409:volume-in-use',
  ])
  expect(chosen({ requirement: ['*:200:*'] })).toEqual([
    'compute.attach:200:attached',
    'block-storage.list:200:own-project',
  ])
})

it('combines the values of one option, and selects what matches both options', () => {
  expect(chosen({ requirement: ['*:200:*', '*in-use'], operation: ['compute.attach'] })).toEqual([
    'compute.attach:200:attached',
    'compute.attach:409:volume-in-use',
  ])
  expect(chosen({ operation: ['compute.detach', 'block-storage.list'] })).toEqual([
    'compute.detach:409:volume-in-use',
    'block-storage.list:200:own-project',
  ])
})

it('reads a dot in a pattern as a dot', () => {
  expect(() => chosen({ requirement: ['compute-attach:200:attached'] })).toThrow(
    'did you mean compute.attach:200:attached?',
  )
})

describe('refuses', () => {
  it.each<[string, Narrowing, string]>([
    [
      'a misspelt id, and names the nearest',
      { requirement: ['compute.atach:409:*use'] },
      `--requirement "compute.atach:409:*use" matches no requirement: ${GLOB}; did you mean compute.attach:409:volume-in-use?`,
    ],
    [
      'the beginning of an id, and suggests the glob',
      { requirement: ['compute.attach'] },
      `--requirement "compute.attach" matches no requirement: ${GLOB}; did you mean 'compute.attach*'?`,
    ],
    [
      'a pattern that is similar to no id',
      { requirement: ['*:200:*', 'image.upload:*'] },
      `--requirement "image.upload:*" matches no requirement: ${GLOB}; attest plan lists the requirements`,
    ],
    [
      'an unknown operation',
      { operation: ['attach'] },
      '--operation "attach" is no operation: expected one of compute.attach, compute.detach, block-storage.list; did you mean compute.attach?',
    ],
    [
      'two options that exclude each other',
      { requirement: ['*:200:*'], operation: ['compute.detach'] },
      '--requirement has nothing in common with --operation compute.detach: expected at least one requirement that suits both options; leave one of the two options out',
    ],
  ])('%s', (_, narrowing, message) => {
    expect(() => chosen(narrowing)).toThrow(
      expect.objectContaining({ name: 'SettingsError', message }),
    )
  })
})
