import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { jsonPieces } from '../files/json-pieces.ts'
import { syntheticRecord } from '../synthetic/synthetic-record.ts'
import { harOf } from './har.ts'

const require = createRequire(import.meta.url)

/** The schema of HTTP Archive 1.2, which consists of several documents. */
function harValidator() {
  const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }))
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'))
  const { har, ...parts }: Record<string, object> = require('har-schema')
  ajv.addSchema(Object.values(parts))
  if (har === undefined) throw new TypeError('har-schema has no schema of a whole archive')
  return ajv.compile(har)
}

describe('exchanges.har', () => {
  const har = harOf(syntheticRecord())
  const entries = [...har.log.entries]

  it('is an HTTP Archive', () => {
    const validate = harValidator()
    validate(JSON.parse([...jsonPieces(har)].join('')))
    expect(validate.errors).toBeNull()
  })

  it('has every exchange of the run in the order of time', () => {
    const record = syntheticRecord()
    const all = [record.sharedExchanges, ...record.cases.map(({ exchanges }) => exchanges)]
    expect(entries).toHaveLength(all.reduce((sum, { length }) => sum + length, 0))
    const times = entries.map(({ startedDateTime }) => startedDateTime)
    expect(times).toEqual(times.toSorted())
  })

  it('has the case of an exchange, and its violations', () => {
    expect(entries).toContainEqual(
      expect.objectContaining({
        _case: 'compute.list:200:listed@2.60',
        _phase: 'act',
        _violations: expect.arrayContaining([
          expect.objectContaining({ at: '/volumeAttachments/0/hull' }),
        ]),
      }),
    )
  })

  it('has the reason of a missing answer', () => {
    const unanswered = entries.find(({ response }) => response.status === 0)
    expect(unanswered?.response.comment).toBe('connection reset')
  })
})
