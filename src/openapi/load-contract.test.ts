import { describe, expect, it } from 'vitest'
import { ContractError } from './contract-error.ts'
import { contractOf, SAMPLE } from './testing/sample-contract.ts'

describe('loading a contract document', () => {
  it('reads the service, its protocol and the digest of the file', () => {
    const contract = contractOf(SAMPLE)
    expect(contract).toMatchObject({
      service: 'compute',
      file: 'compute/boats.yaml',
      title: 'Boats',
      range: { min: '2.1', max: '2.120' },
      description: { microversions: { name: 'compute' }, requestIdHeaders: { length: 2 } },
    })
    expect(contract.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(contractOf(`${SAMPLE}\n`).digest).not.toBe(contract.digest)
  })

  it('has the operations in the order that the document names', () => {
    const ordered = SAMPLE.replace(
      /( +)max-ver: '2.120'\n/,
      (line, indent) => `${line}${indent}operations: [list, paint, show]\n`,
    )
    expect(contractOf(ordered).operations.map(({ id }) => id)).toEqual([
      'compute.list',
      'compute.paint',
      'compute.show',
    ])
    expect(() => contractOf(ordered.replace('[list, paint, show]', '[list, paint]'))).toThrow(
      '/x-openstack/operations: expected each operationId of the document once: show, paint, list',
    )
  })

  it('reads what an erratum permits, and up to which microversion of the service', () => {
    const line = 'explains: { status: 500, code: undocumented-status }'
    const permits = "permits: { statuses: [410], max-ver: '2.60' }"
    const [erratum] = contractOf(SAMPLE.replace(line, permits)).errata
    expect(erratum?.permits).toEqual({ statuses: [410], upTo: '2.60' })
  })

  it('reads operations with their requirements cut to where the response is documented', () => {
    const [show, paint] = contractOf(SAMPLE).operations
    expect(show).toMatchObject({ id: 'compute.show', method: 'GET', range: { min: '2.1' } })
    expect(paint?.range).toEqual({ min: '2.10', max: '2.100' })
    expect(show?.requirements).toEqual([
      {
        id: 'compute.show:200:afloat',
        operation: 'compute.show',
        status: 200,
        level: 'MUST',
        when: 'the boat is afloat',
        range: { min: '2.1' },
        persona: 'member',
        needs: [],
        source: { edition: 'both', section: 'Show a boat' },
        errata: [],
        covers: [],
      },
      expect.objectContaining({
        range: { min: '2.49' },
        persona: 'reader',
        needs: ['harbour'],
        source: { edition: 'current', section: 'Show a boat', note: 'the second' },
        errata: ['compute.show:sunk'],
      }),
    ])
  })

  it('takes the version and the project out of the paths', () => {
    const text = SAMPLE.replaceAll('/boats/{boat_id}:', '/v3/{project_id}/boats/{boat_id}:')
    expect(contractOf(text).operations[0]?.path).toBe('/boats/{boat_id}')
  })

  const broken: readonly [what: string, from: string, to: string, pointer: string, says: RegExp][] =
    [
      [
        'a microversion without quotes',
        "min-ver: '2.49' }\n              p",
        'min-ver: 2.50 }\n              p',
        '/x-requirements/1/x-openstack/min-ver',
        /quoted/,
      ],
      [
        'a range that ends before it begins',
        "min-ver: '2.10', max-ver: '2.100'",
        "min-ver: '2.10', max-ver: '2.9'",
        '/put/x-openstack',
        /bad range/,
      ],
      [
        'a range beyond the document',
        "min-ver: '2.60'",
        "min-ver: '2.121'",
        '/get/x-openstack',
        /outside the document/,
      ],
      [
        'an unknown persona',
        'persona: reader',
        'persona: pirate',
        '/x-requirements/1/persona',
        /member/,
      ],
      [
        'a requirement id of another status',
        'compute.show:200:with-tag',
        'compute.show:404:with-tag',
        '/x-requirements/1/id',
        /compute\.show:200:/,
      ],
      [
        'a requirement id that is there twice',
        'compute.show:200:with-tag',
        'compute.show:200:afloat',
        '/paths',
        /twice/,
      ],
      [
        'a $ref that leads nowhere',
        "'#/components/schemas/BoatBody'",
        "'#/components/schemas/Yacht'",
        '/schema/$ref',
        /unresolvable/,
      ],
      [
        'an x-erratum without an erratum',
        'x-erratum: compute.show:sunk',
        'x-erratum: compute.show:lost',
        '/410/x-erratum',
        /no erratum/,
      ],
      [
        'an erratum about no operation',
        'operations: [compute.show]',
        'operations: [compute.sail]',
        '/x-errata/0',
        /compute\.sail/,
      ],
      [
        'a requirement that names an erratum of another operation',
        'errata: [compute.show:sunk]',
        'errata: [compute.list:sunk]',
        '/paths',
        /"compute\.list:sunk", which is no erratum of compute\.show/,
      ],
      [
        'an exclusion of no operation',
        'operations: [compute.list]',
        'operations: [compute.sail]',
        '/x-excluded/0',
        /compute\.sail/,
      ],
      [
        'an extension that nobody reads',
        'x-section: List boats',
        'x-heading: List boats',
        '/get/x-heading',
        /unknown extension/,
      ],
      [
        'a range on what cannot be omitted',
        'schema: { type: array,',
        "schema: { x-openstack: { min-ver: '2.70' }, type: array,",
        '/schema/x-openstack',
        /omitted as a whole/,
      ],
      ['no YAML at all', 'openapi: 3.1.0', 'openapi: [', 'undefined', /./],
    ]
  it.each(broken)('refuses %s and names the place', (_what, from, to, pointer, says) => {
    expect(SAMPLE).toContain(from)
    const error = errorOf(SAMPLE.replace(from, to))
    expect(error.message).toContain('boats.yaml')
    expect(String(error.pointer).endsWith(pointer)).toBe(true)
    expect(error.problem).toMatch(says)
  })

  it('refuses a requirement that begins before its operation', () => {
    const text = SAMPLE.replace(
      "'204': { description: Painted. }",
      [
        "'204':",
        '          description: Painted.',
        '          x-requirements:',
        '            - id: compute.paint:204:painted',
        '              level: MUST',
        '              when: paint is dry',
        "              x-openstack: { min-ver: '2.1' }",
        '              source: { edition: both, section: Paint }',
        '',
      ].join('\n'),
    )
    expect(errorOf(text).problem).toContain('2.1+ is outside 2.10–2.100')
  })
})

function errorOf(text: string): ContractError {
  try {
    contractOf(text)
  } catch (error) {
    if (error instanceof ContractError) return error
    throw error
  }
  throw new Error('the document was accepted')
}
