import { expect, test } from 'vitest'
import { readSettings } from './read-settings.ts'

test('settings by their names override the defaults', () => {
  const { cloud, selection } = readSettings({ cloud: 'lab', microversions: 'edges' })

  expect({ cloud, selection }).toEqual({ cloud: 'lab', selection: { kind: 'edges' } })
})

test('a name that is no setting is refused, with those that are', () => {
  const misspelt: object = { microversion: 'edges' }

  expect(() => readSettings(misspelt)).toThrow(
    /^readSettings: microversion is no option: expected one of file, cloud, .*microversions/,
  )
})
