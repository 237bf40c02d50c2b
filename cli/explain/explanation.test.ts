import { describe, expect, it } from 'vitest'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { explanationText } from './explanation-text.ts'
import { explanationsLike } from './show-explanation.ts'

const contracts = loadContracts()
const ID = 'compute.attach:400:no-volume-id'

function only(id: string) {
  const [explanation, ...others] = explanationsLike(id, contracts)
  if (explanation === undefined || others.length > 0) throw new TypeError(`not one ${id}`)
  return explanation
}

describe('the explanation of a requirement', () => {
  it('says what is promised, sent, required and expected', () => {
    expect(only(ID)).toMatchObject({
      id: ID,
      level: 'MUST',
      status: 400,
      operation: { id: 'compute.attach', method: 'POST' },
      persona: { name: 'member' },
      sent: { mediaType: 'application/json', schema: 'AttachRequest' },
      passes: { schema: 'BadRequest' },
      scenario: {
        asksFor: expect.arrayContaining([expect.objectContaining({ fixture: 'compute' })]),
      },
    })
  })

  it('names the microversions that a run picks at changes, within the range', () => {
    const { microversions } = only('compute.attach:202:attached')

    expect(microversions.range).toBe('2.101+')
    expect(microversions.changes[0]).toBe('2.101')
    expect(microversions.changes.at(-1)).toBe(
      contracts.get('compute/os-volume_attachments.yaml')?.range?.max,
    )
  })

  it('has the errata to which its answer refers, of its own operation only', () => {
    const { errata } = only('compute.list:401:no-token')

    expect(errata.map(({ id }) => id)).toContain('compute:unauthorized-fault')
    expect(errata.filter(({ id }) => id.startsWith('compute.attach:'))).toEqual([])
  })

  it('is there for every requirement, each line of it without a line break', () => {
    const lines = explanationsLike('*', contracts).map((explanation) =>
      explanationText(explanation),
    )

    expect(lines.length).toBeGreaterThan(90)
    expect(lines.flat().filter((line) => /[\n\r]/.test(line))).toEqual([])
  })

  it('says what can be tested on a target, with the cases', () => {
    const explanation = only(ID)
    const reason = { code: 'missing-persona', message: 'there is none' } as const
    const planned = {
      id: `${only(ID).id}@2.1`,
      microversion: '2.1',
      settled: { verdict: 'not-tested', reason },
    } as never

    const text = explanationText(explanation, { name: 'lab', cases: [planned] }).join('\n')
    expect(text).toContain('not-tested: missing-persona: there is none')
    expect(text).toMatch(/Cases at +2\.1$/)
  })
})

describe('an id that does not exist', () => {
  it('is refused in one line with a suggestion', () => {
    expect(() => explanationsLike('compute.attach:400:no-volume-ad', contracts)).toThrow(
      /^requirement "compute\.attach:400:no-volume-ad" matches no requirement: .*did you mean compute\.attach:400:no-volume-id\?$/,
    )
    expect(() => explanationsLike('compute.attach:400:something-else', contracts)).toThrow(
      /did you mean 'compute\.attach:400:\*'\?$/,
    )
  })
})
