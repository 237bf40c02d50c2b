import { expect, test } from 'vitest'
import { packagedServices } from '../openapi/load-services.ts'
import { settingsThatHelp } from './settings-that-help.ts'
import { wishesIn } from './target-fields.ts'

test.each([
  ['Only volume-backed servers may have a flavor with zero disk', 'flavor, boot'],
  ['Availability zone "moon" is invalid', 'availability-zone'],
  ['Invalid key_name provided', 'key-name'],
  ['Security group closed not found', 'security-groups'],
  ['No valid host was found', 'flavor, availability-zone, scheduler-hints'],
  ['Network is required', 'network'],
  ['Volume type "slow" could not be found', 'volume-type'],
])('against "%s" may help: %s', (said, names) => {
  expect(settingsThatHelp(said)).toBe(names)
})

test('against other words all settings may help that help against any', () => {
  const all = wishesIn(packagedServices()).filter(({ helps }) => helps.length > 0)

  expect(settingsThatHelp('')).toBe(all.map(({ name }) => name).join(', '))
})
