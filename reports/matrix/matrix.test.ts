import { describe, expect, it } from 'vitest'
import { resultsOf } from '../results/results.ts'
import { syntheticLookup } from '../synthetic/synthetic-operations.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { matrixPage } from './matrix.ts'
import { matrixOf } from './matrix-data.ts'

const record = syntheticRecord()

describe('the matrix', () => {
  const [compute] = matrixOf(record)
  const attach = compute?.operations.find(({ id }) => id === 'compute.attach')
  const conflict = attach?.statuses.find(({ status }) => status === 409)

  it('orders microversions as numbers, and cases without one last', () => {
    expect(compute?.columns).toEqual(['2.1', '2.49', '2.60', '2.89', '2.100', 'none'])
  })

  it('shows the worst verdict of a status at a microversion, and of its promises', () => {
    const verdicts = conflict && [...conflict.cells].map(([at, { verdict }]) => `${at} ${verdict}`)

    expect(verdicts).toEqual([
      '2.1 failed',
      '2.49 failed',
      '2.60 passed',
      '2.89 passed',
      '2.100 passed',
    ])
    expect(conflict?.verdict).toBe('failed')
    expect(conflict?.requirements.map(({ level, verdict }) => [level, verdict])).toEqual([
      ['MUST', 'failed'],
      ['SHOULD', 'passed'],
    ])
  })

  it('contains all cases', () => {
    const cells = matrixOf(record)
      .flatMap(({ operations }) => operations)
      .flatMap(({ statuses }) => statuses)
      .flatMap(({ cells }) => [...cells.values()])

    expect(cells.flatMap(({ cases }) => cases)).toHaveLength(record.cases.length)
  })
})

describe('the page of the matrix', () => {
  const page = [...matrixPage(record, resultsOf(record), syntheticLookup)].join('')

  it('neither runs nor shows markup or control characters from a target', () => {
    expect(page).not.toContain('<script')
    expect(page).not.toContain('<b>cloud</b>')
    expect(page).toContain('harbour &lt;b&gt;cloud&lt;/b&gt;')
    expect(page).not.toMatch(/[^\P{Cc}\n]/u)
    expect(page).not.toMatch(/\p{Cf}/u)
  })

  it('loads nothing', () => {
    expect(page).not.toMatch(/( src=|@import|url\()/)
    expect(page.match(/<link/g)).toBeNull()
  })

  it('lists the cases of a cell one click away', () => {
    const links = [...page.matchAll(/<td[^>]*><a href="#([^"]+)">/g)].map(([, anchor]) => anchor)
    const lists = [...page.matchAll(/<section class="cases" id="([^"]+)"/g)].map(([, id]) => id)
    const listed = page.slice(page.indexOf('id="compute.attach-409-2.49"')).split('</section>')[0]

    expect(new Set(links)).toEqual(new Set(lists))
    expect(new Set(lists).size).toBe(lists.length)
    for (const { planned } of record.cases.filter(
      ({ planned }) =>
        planned.operation === 'compute.attach' &&
        planned.status === 409 &&
        planned.microversion === '2.49',
    )) {
      expect(listed).toContain(planned.id)
    }
  })

  it('counts the cases of a verdict, and lists these first', () => {
    const [planned] = record.cases.filter(({ verdict }) => verdict === 'passed')
    if (planned === undefined) throw new RangeError('no case')
    const cell = Array.from({ length: 39 }, (_, index) => ({
      ...planned,
      planned: { ...planned.planned, id: `compute.list:200:c${index}@2.1` as const },
      verdict: index === 38 ? ('failed' as const) : ('passed' as const),
    }))
    const run = { ...record, cases: cell, planned: cell.map((one) => one.planned) }
    const text = [...matrixPage(run, resultsOf(run), syntheticLookup)].join('')
    const list = text.slice(text.indexOf('<section class="cases"'))

    expect(text).toContain('<span class="more soft">1/39</span>')
    expect(list.indexOf('c38@2.1')).toBeLessThan(list.indexOf('c0@2.1'))
  })

  it('names the causes of what is broken before the table', () => {
    expect(page.indexOf('<b>F1</b> compute.attach answers a success')).toBeGreaterThan(0)
    expect(page.indexOf('<b>F1</b>')).toBeLessThan(page.indexOf('<table class="matrix'))
  })

  it('names every case that was not passed with its reason', () => {
    expect(page).toContain('compute.attach:403:reader-refused')
    expect(page).toContain('no cloud entry for the persona reader')
    expect(page).toContain('2.1, 2.49, 2.60, 2.89, 2.100')
  })
})
