import { expect, test } from 'vitest'
import { readSettings } from './read-settings.ts'

test('settings by their names override the defaults', () => {
  const { cloud, selection } = readSettings({ cloud: 'lab', microversions: 'edges' })

  expect({ cloud, selection }).toEqual({ cloud: 'lab', selection: { kind: 'edges' } })
})
