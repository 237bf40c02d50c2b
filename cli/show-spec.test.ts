import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { project } from '../src/openapi/at-version/project.ts'
import { loadContracts } from '../src/openapi/load-contract.ts'
import { yamlText } from './show-spec.ts'

it('quotes what readers of YAML 1.1 take for something else than a text', () => {
  expect(yamlText({ words: ['on', 'NO', 'y', '1_000', '1:30', 'only', true, 12] })).toBe(
    'words:\n  - "on"\n  - "NO"\n  - "y"\n  - "1_000"\n  - "1:30"\n  - only\n  - true\n  - 12\n',
  )
})

it.each([...loadContracts().values()])(
  '$id is the same for readers of YAML 1.1 and 1.2',
  (contract) => {
    const document = project(contract.document, contract.range?.max)
    const text = yamlText(document)
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(text, { version })).toEqual(document)
    }
  },
)
