import { describe, expect, it } from 'vitest'
import { UnknownOperationError } from '../find-operation.ts'
import { microversion } from '../microversion.ts'
import { contractOf, SAMPLE } from '../testing/sample-contract.ts'
import { changePoints, documentChangePoints } from './changes.ts'
import { project } from './project.ts'

const contract = contractOf(SAMPLE)
const at = (version: string) => project(contract.document, microversion(version))

describe('projecting a document at a microversion', () => {
  it('leaves out operations that do not exist, and paths that are empty without them', () => {
    expect(Object.keys(at('2.9').paths ?? {})).toEqual(['/boats/{boat_id}'])
    expect(at('2.9')).not.toHaveProperty(['paths', '/boats/{boat_id}', 'put'])
    expect(at('2.10')).toHaveProperty(['paths', '/boats/{boat_id}', 'put'])
    expect(at('2.101')).not.toHaveProperty(['paths', '/boats/{boat_id}', 'put'])
    expect(at('2.60')).toHaveProperty(['paths', '/boats'])
  })

  it('takes a property that is gone out of required', () => {
    const boat = ['components', 'schemas', 'Boat']
    expect(at('2.48')).toHaveProperty([...boat, 'required'], ['name'])
    expect(at('2.48')).not.toHaveProperty([...boat, 'properties', 'tag'])
    expect(at('2.49')).toHaveProperty([...boat, 'required'], ['name', 'tag'])
  })

  it('keeps names and sample data that only look like extensions', () => {
    const response = ['paths', '/boats/{boat_id}', 'get', 'responses', '200']
    expect(at('2.9')).toHaveProperty([...response, 'headers', 'x-compute-request-id'])
    expect(at('2.9')).toHaveProperty(['components', 'schemas', 'Boat', 'properties', 'x-hull'])
    const examples = [...response, 'content', 'application/json', 'examples']
    expect(at('2.9')).toHaveProperty([...examples, 'dinghy', 'value', 'boat', 'x-hull'], 'oak')
    expect(at('2.10')).not.toHaveProperty(examples)
    expect(at('2.10')).not.toHaveProperty([...response, 'x-requirements'])
  })

  it('drops the components that nothing refers to', () => {
    expect(at('2.1')).not.toHaveProperty(['components', 'schemas', 'Colour'])
    expect(at('2.1')).toHaveProperty(['components', 'schemas', 'Fault'])
  })

  it('changes neither the document nor its answer from call to call', () => {
    const before = JSON.stringify(contract.document)
    expect(at('2.49')).toEqual(at('2.49'))
    expect(JSON.stringify(contract.document)).toBe(before)
  })
})

describe('change points', () => {
  it('are where an operation begins, changes, and what follows its end', () => {
    expect(changePoints(contract, 'compute.show')).toEqual(['2.1', '2.10', '2.30', '2.49', '2.71'])
    expect(changePoints(contract, 'compute.paint')).toEqual(['2.10', '2.20', '2.101'])
    expect(changePoints(contract, 'compute.list')).toEqual(['2.60', '2.71'])
  })

  it('are not where a requirement begins that names its own changes', () => {
    const own = SAMPLE.replace(
      "min-ver: '2.49' }",
      "min-ver: '2.55' }\n              changes: ['2.60']",
    )
    const changed = contractOf(own)
    expect(changePoints(changed, 'compute.show')).not.toContain('2.55')
    expect(changed.operations[0]?.requirements[1]?.changes).toEqual(['2.60'])
  })

  it('of the document are those of all its parts', () => {
    expect(documentChangePoints(contract)).toEqual([
      '2.1',
      '2.10',
      '2.20',
      '2.30',
      '2.49',
      '2.60',
      '2.71',
      '2.101',
    ])
  })

  it('name an operation that is not there', () => {
    expect(() => changePoints(contract, 'compute.sail')).toThrow(UnknownOperationError)
  })
})
