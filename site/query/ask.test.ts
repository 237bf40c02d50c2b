import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask } from './ask.ts'
import type { Expression } from './expression.ts'
import { parseQuery } from './parse-query.ts'
import { QueryError } from './query-error.ts'
import type { QueryTable } from './table.ts'

const promise = (id: string, min: string | null = '2.1', max: string | null = null) => ({
  ...{ id, min, max, level: id.includes('should') ? 'SHOULD' : 'MUST', persona: 'member' },
  operation: id.split(':')[0] ?? '',
  status: Number(id.split(':')[1]),
  when: 'the volume is in use',
  errata: id.includes('show') ? ['compute.show:undocumented-400'] : [],
})

const TABLE: QueryTable = {
  builtAt: '2026-11-30T00:00:00.000Z',
  promises: [
    promise('compute.attach:200:attached', '2.1', '2.100'),
    promise('compute.attach:409:volume-in-use'),
    promise('compute.show:400:should'),
    promise('block-storage.show:404:unknown', '3.27'),
  ],
  targets: [
    { id: 'openstack-zed', title: 'OpenStack Zed', release: 'zed', verdicts: 'ppnp', changed: {} },
    {
      ...{ id: 'lab', title: 'lab', release: '2026.1', verdicts: 'pf p' },
      changed: { 1: ['2026-10-05', 'cloud'], 3: ['2026-09-01', 'suite'] },
    },
  ],
}

describe('a query', () => {
  it.each([
    ['', [0, 1, 2, 3]],
    ['zed:pass & 2026.1:fail', [1]],
    ['lab:fail', [1]],
    ['any:na', [2]],
    ['lab:missing', [2]],
    ['level:must', [0, 1, 3]],
    ['status:4xx service:compute', [1, 2]],
    ['operation:compute.attach', [0, 1]],
    ['since:2026-10-01', [1]],
    ['until:2026-09-30', [3]],
    ['cause:suite', [3]],
    ['differ:zed,lab', [1, 2]],
    ['differ:all target:lab', []],
    ['at:2.101', [1, 2]],
    ['erratum:compute.show:*', [2, 3]],
    ['compute.attach:409:volume-in-use', [1]],
    ['"in use" !status:200', [1, 2, 3]],
    ['zed:pass & !(lab:fail | status:404)', [0]],
    ['openstack-*:pass', [0, 1, 3]],
  ])('%s', (query, places) => {
    expect(ask(TABLE, query).promises).toEqual(places)
  })

  it('chooses targets', () => {
    expect(ask(TABLE, 'target:lab').targets.map(({ id }) => id)).toEqual(['lab'])
  })

  it.each([
    ['zed', undefined],
    [
      'sed:pass',
      /^the query, at 1: sed: expected a cloud or release of this site \(openstack-zed, lab\)/,
    ],
    ['zed:pased', /at 1: zed:pased: expected one of passed, /],
    ['level:must & (zed:pass', /at 23: expected \)/],
    ['zed:pass)', /at 9: there is no \(/],
    ['"open', /expected " at the end/],
    ['since:yesterday', /expected a day such as/],
    ['since:2026-99-99', /expected a day such as/],
    ['status:abc', /expected a status such as/],
    ['a & ', /expected a term/],
    ['zed:', /expected key:value/],
  ])('%s is refused in a line, if it must be', (query, problem) => {
    if (problem === undefined) expect(() => ask(TABLE, query)).not.toThrow()
    else {
      expect(() => ask(TABLE, query)).toThrow(QueryError)
      expect(() => ask(TABLE, query)).toThrow(problem)
    }
  })
})

const term = fc
  .tuple(fc.constantFrom('level', 'zed', 'text'), fc.stringMatching(/^[a-z0-9.&|!() *-]{1,8}$/))
  .map(([key, value]): Expression => ({ kind: 'term', key, value, at: 0 }))
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    term,
    fc.record({ kind: fc.constant('not' as const), part: tie('expression') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('expression'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}))

function written(query: Expression): string {
  if (query.kind === 'term') return `${query.key}:"${query.value}"`
  if (query.kind === 'not') return `!(${written(query.part)})`
  return `(${query.parts.map(written).join(query.kind === 'and' ? ' & ' : ' | ')})`
}

function withoutPlaces(query: Expression): unknown {
  if (query.kind === 'term') return [query.key, query.value]
  return query.kind === 'not'
    ? ['not', withoutPlaces(query.part)]
    : [query.kind, ...query.parts.map(withoutPlaces)]
}

it('is read as it was written', () => {
  fc.assert(
    fc.property(expression, (query) => {
      expect(withoutPlaces(parseQuery(written(query)))).toEqual(withoutPlaces(query))
    }),
  )
})

it('of any text is answered, or refused by QueryError', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        ask(TABLE, text)
      } catch (error) {
        expect(error).toBeInstanceOf(QueryError)
      }
    }),
  )
})
