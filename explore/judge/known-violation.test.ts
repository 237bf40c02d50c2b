import { describe, expect, test } from 'vitest'
import type { Finding } from '../../fixtures/core/trace/trace.ts'
import { explainedBy } from '../../src/judge/explained-by.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { microversion } from '../../src/openapi/microversion.ts'
import { knownViolation } from './known-violation.ts'

const contracts = packagedContracts()

/** A target whose Compute offers microversions up to this one. */
function target(newest: string): Parameters<typeof knownViolation>[0] {
  const microversions = { min: microversion('2.1'), max: microversion(newest) }
  const services = { compute: { title: 'Compute', endpoint: 'https://cloud', microversions } }
  return { contracts, target: { identity: { services } } as never }
}

/** What is wrong with a field of an answer to list. */
function finding(field: string, got: string): Finding {
  const at = `/volumeAttachments/0/${field}`
  const violation = { code: 'schema', at, rule: '', expected: 'must be string', got } as const
  const exchange = {
    operation: 'compute.list',
    service: 'compute',
    microversion: microversion('2.89'),
    request: { method: 'GET', url: 'https://cloud/', headers: {}, body: { kind: 'empty' } },
    response: { status: 200, headers: {}, body: { kind: 'empty' } },
  }
  return { exchange: exchange as never, violation }
}

describe('what breaks a document is known', () => {
  test('by the erratum that explains this field and value, on a target of a release with the bug', () => {
    const known = finding('attachment_id', 'null')

    expect(knownViolation(target('2.93'), known)).toBe('compute.list:attachment-without-id')
    expect(knownViolation(target('2.103'), known)).toBe('compute.list:attachment-without-id')
    expect(knownViolation(target('2.104'), known)).toBeUndefined()
  })

  test('not by an erratum that names no release with the bug', () => {
    const { exchange } = finding('attachment_id', 'null')
    const response = { status: 400, headers: {}, body: { kind: 'empty' } } as const
    const lost = {
      code: 'missing-header',
      at: 'header vary',
      rule: '',
      expected: '',
      got: '',
    } as const

    const refused = { exchange: { ...exchange, response }, violation: lost }

    expect(explainedBy(lost, refused.exchange, contracts)?.id).toBe(
      'compute:malformed-microversion',
    )
    expect(knownViolation(target('2.93'), refused)).toBeUndefined()
  })

  test('not of another field, and not of another value', () => {
    expect(knownViolation(target('2.93'), finding('bdm_uuid', 'null'))).toBeUndefined()
    expect(knownViolation(target('2.93'), finding('attachment_id', 'number'))).toBeUndefined()
  })
})
