import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { resultsOf } from '../results/results.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { junitReport } from './junit-report.ts'

const schema = await readFile(new URL('junit.xsd', import.meta.url), 'utf8')
const report = (record: RunRecord) => [...junitReport(record, resultsOf(record))].join('')

async function faults(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: { fileName: 'junit.xml', contents: xml }, schema })
  return errors.map(({ rawMessage }) => rawMessage)
}

/** The text of the element of one test case. */
function caseIn(xml: string, id: string): string {
  const from = xml.indexOf(`<testcase name="${id} `)
  const ends = ['/>\n', '</testcase>'].map((end) => xml.indexOf(end, from))
  return from < 0 ? 'no such case' : xml.slice(from, Math.max(...ends.slice(1)))
}

describe('junit.xml', () => {
  const xml = report(syntheticRecord())

  it('is valid by the common schema', async () => {
    expect(await faults(xml)).toEqual([])
  })

  it('has a test case for each case, and correct counts', () => {
    const { cases } = syntheticRecord()
    expect(xml.match(/<testcase /g)).toHaveLength(cases.length)
    const sum = (name: string) =>
      [...xml.matchAll(new RegExp(` ${name}="(\\d+)"`, 'g'))].reduce((n, [, x]) => n + Number(x), 0)
    expect(sum('tests')).toBe(cases.length)
    expect(sum('failures')).toBe(xml.match(/<failure /g)?.length)
    expect(sum('errors')).toBe(xml.match(/<error /g)?.length)
    expect(sum('skipped')).toBe(xml.match(/<skipped /g)?.length)
  })

  it('has the reason of all cases that were not passed', () => {
    const passed = syntheticRecord().cases.filter(({ verdict }) => verdict === 'passed')
    const reasons = [
      ...xml.matchAll(/<(?:failure|error|skipped) message="([^"]+)" type="([^"]+)"/g),
    ]
    expect(reasons).toHaveLength(syntheticRecord().cases.length - passed.length)
    expect(caseIn(xml, 'compute.attach:409:boat-in-use@2.1')).toContain(
      '<failure message="failed: wrong-status: expected 409, got 200" type="wrong-status">promise: compute.attach:409:boat-in-use (MUST), answered 409, as member',
    )
    expect(xml).toContain('message="waived: waiver: bug 42, until 2031-12-31"')
    expect(xml).toContain('message="not tested: missing-persona: no cloud entry')
  })

  it('shows the exchange, and how to repeat it without a token', () => {
    const failed = caseIn(xml, 'compute.list:200:listed@2.60')
    expect(failed).toContain('at /volumeAttachments/0/hull: expected no such property')
    expect(failed).toContain('request id: req-77')
    expect(failed).toContain('repeat: curl')
    expect(failed).toContain('$OS_TOKEN')
  })

  it('does not fail a gate for a recommendation, unless the run is strict', () => {
    const failing = (record: RunRecord): RunRecord => ({
      ...record,
      cases: record.cases.map((each) =>
        each.planned.id === 'compute.attach:409:device-hint@2.1'
          ? { ...each, verdict: 'failed', reason: { code: 'wrong-status', message: 'got 200' } }
          : each,
      ),
    })
    const record = failing(syntheticRecord())
    expect(caseIn(report(record), 'compute.attach:409:device-hint@2.1')).toContain(
      '<skipped message="failed: SHOULD: wrong-status: got 200"',
    )
    expect(
      caseIn(report({ ...record, strict: true }), 'compute.attach:409:device-hint@2.1'),
    ).toContain('<failure message="failed: SHOULD: wrong-status: got 200"')
  })

  it('stays valid whatever texts a target sends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        const record = syntheticRecord()
        const [first, ...rest] = record.cases
        if (first === undefined) throw new RangeError('no case')
        const said = {
          ...first,
          verdict: 'failed' as const,
          reason: { code: 'wrong-status' as const, message: text },
        }
        const xml = report({
          ...record,
          target: { ...record.target, name: text },
          cases: [said, ...rest],
        })
        expect(await faults(xml)).toEqual([])
      }),
      { numRuns: 10 },
    )
  })
})
