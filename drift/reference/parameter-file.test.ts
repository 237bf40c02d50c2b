import { expect, it } from 'vitest'
import { readParameterFile } from './parameter-file.ts'

const SOURCE = `# Parameters of doors
door_id:
  description: |
    The door, or \`\`null\`\`.
  in: path
  required: true
  type: string

colour: &colour
  in: body
  required: false
  type: string
  min_version: 2.70
  max_version: "2.80"
broken:
  in: [
`

it('reads entries as YAML 1.1 does: a microversion that is a number loses its last zero', () => {
  const entry = readParameterFile(SOURCE, 'parameters.yaml')
  const { prose: _prose, ...door } = entry('door_id') ?? {}
  expect(door).toEqual({ in: 'path', required: true, type: 'string', null: true, line: 2 })
  expect(entry('colour')).toMatchObject({ in: 'body', min: '2.7', max: '2.80', line: 9 })
  expect(entry('window')).toBeUndefined()
})

it('has the same digest for a text that is broken into lines otherwise, and another for other words', () => {
  const prose = (text: string) =>
    readParameterFile(`a:\n  description: |\n${text}`, 'parameters.yaml')('a')?.prose
  expect(prose('    One two\n    three.\n')).toBe(prose('    One\n    two three.\n'))
  expect(prose('    One two three.\n')).not.toBe(prose('    One two four.\n'))
})

it('refuses an entry that cannot be read, with file and line', () => {
  const entry = readParameterFile(SOURCE, 'parameters.yaml')
  expect(() => entry('broken')).toThrow(/^parameters\.yaml:15: broken: /)
})
